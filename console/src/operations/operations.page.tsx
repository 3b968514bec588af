import { useTranslation } from 'react-i18next';
import { Await } from '../states/await.js';
import { OnlyFor } from '../states/not-allowed.js';
import { DeadLetters } from './dead-letters.js';
import { Failing } from './failing.js';
import { Health } from './health.js';
import { useReport } from './operations-queries.js';
import { Waiting } from './waiting.js';
import { Workflows } from './workflows.js';

export function OperationsPage() {
  const { t } = useTranslation('operations');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="soft">{t('about')}</p>
        </div>
      </header>
      <OnlyFor action="operations.health.read">
        <Found />
      </OnlyFor>
    </div>
  );
}

function Found() {
  const report = useReport();
  return (
    <>
      <Await of={report}>
        {(found) => (
          <>
            <Health report={found} />
            <Failing report={found} />
          </>
        )}
      </Await>
      <DeadLetters />
      {report.data === undefined ? null : <Workflows report={report.data} />}
      <Waiting />
    </>
  );
}
