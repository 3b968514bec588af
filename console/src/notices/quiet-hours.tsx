import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { useCommand } from '../api/use-command.js';
import { useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import styles from './notices.module.css';

const FROM = '21:00';
const TO = '08:00';

/** When one wants no reminders. Deadlines stay where they are. */
export function QuietHours() {
  const { t } = useTranslation('notices');
  const me = useMe();
  const key = oneKey('directory', 'person', me.person?.id ?? '', 'quiet-hours');
  const quiet = useQuery({ queryKey: key, queryFn: () => answer(directory.GET('/v1/me/quiet-hours')) });
  const [draft, setDraft] = useState<{ from?: string; to?: string }>({});
  const set = useCommand({
    run: (body: { from: string; to: string }) => answer(directory.PUT('/v1/me/quiet-hours', { body })),
    changes: [key],
    answers: () => key,
    done: t('quiet.saved'),
  });
  const forget = useCommand({
    run: () => answer(directory.DELETE('/v1/me/quiet-hours')),
    changes: [key],
    answers: () => key,
    done: t('quiet.forgotten'),
  });

  return (
    <section className="card stack">
      <h2>{t('quiet.title')}</h2>
      <p className="soft">{t('quiet.what')}</p>
      <Await of={quiet}>
        {({ quietHours }) => {
          const from = draft.from ?? quietHours?.from ?? FROM;
          const to = draft.to ?? quietHours?.to ?? TO;
          const whole = /^\d{2}:\d{2}$/;
          return (
            <form
              className={styles['quiet']}
              onSubmit={(event) => {
                event.preventDefault();
                set.mutate({ from, to }, { onSuccess: () => setDraft({}) });
              }}
            >
              <label>
                <span>{t('quiet.from')}</span>
                <input
                  type="time"
                  value={from}
                  onChange={(event) => setDraft({ ...draft, from: event.target.value })}
                />
              </label>
              <label>
                <span>{t('quiet.to')}</span>
                <input type="time" value={to} onChange={(event) => setDraft({ ...draft, to: event.target.value })} />
              </label>
              <Button
                htmlType="submit"
                loading={set.isPending}
                disabled={!whole.test(from) || !whole.test(to) || from === to}
              >
                {t('quiet.save')}
              </Button>
              {quietHours === null ? (
                <span className="soft small">{t('quiet.none')}</span>
              ) : (
                <Button type="link" loading={forget.isPending} onClick={() => forget.mutate()}>
                  {t('quiet.forget')}
                </Button>
              )}
            </form>
          );
        }}
      </Await>
    </section>
  );
}
