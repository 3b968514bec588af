import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { Await } from '../states/await.js';
import { templatesKey, usePacks, type PackCode, type Template } from './template-queries.js';
import styles from './templates.module.css';

/** Indicators of other lines that a role also answers for, by ticking. */
export function Packs({ template }: { template: Template }) {
  const { t } = useTranslation(['templates', 'shell']);
  const packs = usePacks();
  const has = [...new Set(template.goals.flatMap(({ pack }) => (pack === null ? [] : [pack])))];
  const [ticked, tick] = useState<readonly PackCode[]>();
  const wanted = ticked ?? has;
  const same = wanted.length === has.length && wanted.every((code) => has.includes(code));
  const apply = useCommand({
    run: (codes: readonly PackCode[]) =>
      answer(
        goals.POST('/v1/goal-templates/{code}/packs', {
          params: { path: { code: template.code } },
          body: { packs: [...codes], version: template.version },
        }),
      ),
    changes: [templatesKey],
    done: ({ version }) => t('packs.done', { version }),
  });
  return (
    <section className="card stack" aria-labelledby="packs">
      <div>
        <h2 id="packs">{t('packs.title')}</h2>
        <p className="soft small">{t('packs.lead')}</p>
      </div>
      <Await of={packs}>
        {(all) => (
          <ul className={styles['packs']}>
            {all.map(({ code, name, goals: held }) => (
              <li key={code}>
                <Checkbox
                  checked={wanted.includes(code)}
                  onChange={({ target }) =>
                    tick(target.checked ? [...wanted, code] : wanted.filter((one) => one !== code))
                  }
                >
                  <b>{name}</b>
                </Checkbox>
                <p className="soft small">
                  {t('packs.holds', { goals: held.map(({ title }) => title).join(t('shell:comma')) })}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Await>
      <Button
        disabled={same}
        loading={apply.isPending}
        onClick={() => apply.mutate(wanted, { onSettled: () => tick(undefined) })}
      >
        {t('packs.save')}
      </Button>
    </section>
  );
}
