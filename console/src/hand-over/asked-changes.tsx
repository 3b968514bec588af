import { useTranslation } from 'react-i18next';
import { Await } from '../states/await.js';
import { Button } from 'antd';
import { ChangeCard } from './change-card.js';
import { useChanges } from './hand-over-queries.js';

/** What somebody asked for and another one has to confirm; nothing while nobody asks. */
export function Asked() {
  const { t } = useTranslation('hand-over');
  const { data: changes = [] } = useChanges(true);
  if (changes.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="asked">
      <h2 id="asked">{t('change.open', { count: changes.length })}</h2>
      <ul className="stack">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeCard change={change} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was asked for before, and what became of it. */
export function DoneChanges() {
  const { t } = useTranslation('hand-over');
  const changes = useChanges(false);
  const done = { ...changes, data: changes.data?.filter(({ state }) => state !== 'open') };
  return (
    <section className="stack" aria-labelledby="done-changes">
      <h2 id="done-changes">{t('change.done')}</h2>
      <Await of={done} isEmpty={(rows) => rows.length === 0} empty={<p className="soft">{t('change.none')}</p>}>
        {(rows) => (
          <>
            <ul className="stack">
              {rows.map((change) => (
                <li key={change.id}>
                  <ChangeCard change={change} />
                </li>
              ))}
            </ul>
            {changes.hasNextPage ? (
              <Button loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
    </section>
  );
}
