import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../session/use-sign-out.js';
import { Await } from '../states/await.js';
import { useSessions } from './access-queries.js';
import { SessionList } from './session-list.js';

/** Where I am signed in, so that a lost phone is shut out at once. */
export function SessionsPage() {
  const { t } = useTranslation('access');
  const sessions = useSessions();
  const signOut = useSignOut();
  return (
    <div className="page narrow">
      <header className="page-head">
        <div>
          <h1>{t('mine.title')}</h1>
          <p className="soft">{t('mine.about')}</p>
        </div>
        <Button danger onClick={() => void signOut(true)}>
          {t('mine.everywhere')}
        </Button>
      </header>
      <section className="card stack" aria-label={t('mine.title')}>
        <Await of={sessions}>{(rows) => <SessionList sessions={rows} />}</Await>
      </section>
    </div>
  );
}
