import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { PersonName } from '../names/names.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { PERSON_CHANGES, usePlanned, type Grant, type OrgChange, type Person } from './access-queries.js';
import { RoleDialog } from './role-dialog.js';
import { RoleTag } from './role-tag.js';
import styles from './access.module.css';

type Asked = { deed: 'grant' } | { deed: 'remove'; grant: Grant } | null;

/** What somebody may do now, and what will be given or taken on a day to come. */
export function PersonRoles({ person }: { person: Person }) {
  const { t } = useTranslation('access');
  const may = useMay('directory.roles.write');
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <section className="stack" aria-labelledby="roles">
      <div className="row apart">
        <h3 id="roles">{t('roles.title')}</h3>
        {may ? (
          <Button type="primary" onClick={() => setAsked({ deed: 'grant' })}>
            {t('roles.give')}
          </Button>
        ) : null}
      </div>
      <ul className={styles['list']}>
        {person.roles.map((grant) => (
          <li key={`${grant.role}-${grant.unitId}`} className="row apart">
            <RoleTag of={grant} />
            {may ? (
              <Button size="small" onClick={() => setAsked({ deed: 'remove', grant })}>
                {t('roles.take')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Planned person={person} />
      {asked === null ? null : (
        <RoleDialog
          person={person}
          taken={asked.deed === 'remove' ? asked.grant : null}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Planned({ person }: { person: Person }) {
  const { t } = useTranslation('access');
  const planned = usePlanned(person.id);
  return (
    <Await
      of={planned}
      isEmpty={(rows) => rows.length === 0}
      empty={<p className="soft small">{t('roles.nothing')}</p>}
    >
      {(rows) => (
        <>
          <h4>{t('roles.planned')}</h4>
          <ul className={styles['list']}>
            {rows.map((change) => (
              <li key={change.id}>
                <PlannedChange person={person} change={change} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Await>
  );
}

const grantsOf = (value: unknown): Grant[] => (Array.isArray(value) ? (value as Grant[]) : []);

function PlannedChange({ person, change }: { person: Person; change: OrgChange }) {
  const { t } = useTranslation('access');
  const may = useMay('directory.roles.write');
  const cancel = useCommand({
    run: () =>
      answer(
        directory.DELETE('/v1/people/{id}/changes/{changeId}', {
          params: { path: { id: person.id, changeId: change.id } },
        }),
      ),
    changes: PERSON_CHANGES,
    done: t('roles.cancelled'),
  });
  return (
    <div className="row apart">
      <span>
        <time dateTime={change.effectiveOn} className="figures">
          {change.effectiveOn}
        </time>{' '}
        {(['grant', 'remove'] as const).map((deed) =>
          grantsOf(change.set[deed]).map((grant) => (
            <span key={`${deed}-${grant.role}-${grant.unitId}`}>
              {t(`roles.will.${deed}`)} <RoleTag of={grant} />{' '}
            </span>
          )),
        )}
        <span className="soft small">
          <PersonName id={change.requestedBy} />
          {change.reason === null ? '' : ` · ${change.reason}`}
        </span>
      </span>
      {may ? (
        <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('roles.cancel')}
        </Button>
      ) : null}
    </div>
  );
}
