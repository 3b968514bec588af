import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { download } from '../api/download.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { Instant } from '../instant/instant.js';
import { useMay } from '../session/me.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { FileResults } from './file-results.js';
import { HAND_OVER_CHANGES, useFiles, type PayoutFile } from './hand-over-queries.js';

/** Files that carry payouts to payroll, and what payroll filled in. */
export function Files() {
  const { t } = useTranslation('hand-over');
  const files = useFiles();
  return (
    <section className="stack" aria-label={t('tab.files')}>
      <p className="soft">{t('file.about')}</p>
      <Await
        of={files}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty heading="h2" title={t('file.none.title')} advice={t('file.none.advice')} />}
      >
        {(rows) => (
          <>
            <ul className="stack">
              {rows.map((file) => (
                <li key={file.id}>
                  <FileCard file={file} />
                </li>
              ))}
            </ul>
            {files.hasNextPage ? (
              <Button loading={files.isFetchingNextPage} onClick={() => void files.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : null}
          </>
        )}
      </Await>
    </section>
  );
}

function FileCard({ file }: { file: PayoutFile }) {
  const { t } = useTranslation('hand-over');
  const may = useMay('payroll.hand-over.file');
  const [asked, setAsked] = useState(false);
  const [results, setResults] = useState(false);
  const path = { id: file.id };
  const release = useCommand({
    run: () => answer(payroll.POST('/v1/payout-files/{id}/release', { params: { path } })),
    changes: HAND_OVER_CHANGES,
    done: t('file.released'),
  });
  const take = useCommand({ run: () => download(`/api/payroll/v1/payout-files/${file.id}/content`), changes: [] });
  const open = file.releasedAt === null;
  return (
    <article className="card stack" aria-label={file.name}>
      <div className="row apart">
        <div>
          <h2>{file.name}</h2>
          <p className="soft small">
            {t('file.rows', { count: file.rows })} · <Instant at={file.createdAt} />
          </p>
        </div>
        {open ? (
          <span className="tag warn">{t('file.waits')}</span>
        ) : (
          <span className="tag good">
            {t('file.given')} <Instant at={file.releasedAt ?? ''} />
          </span>
        )}
      </div>
      {!may ? null : open ? (
        <div className="row">
          <Button type="primary" onClick={() => setAsked(true)}>
            {t('file.release')}
          </Button>
          <span className="soft small">{t('file.releaseHint')}</span>
        </div>
      ) : (
        <div className="row">
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            {t('file.download')}
          </Button>
          <Button type="primary" onClick={() => setResults(true)}>
            {t('file.results')}
          </Button>
        </div>
      )}
      <p className="row small">
        <Link to="/process-log" search={{ subject: `payout-file:${file.id}` }}>
          {t('log')}
        </Link>
        <span className="soft">
          SHA-256 <code title={file.sha256}>{file.sha256.slice(0, 12)}…</code>
        </span>
      </p>
      {asked ? (
        <ReasonDialog
          plain
          title={t('file.releaseTitle', { count: file.rows })}
          says={t('file.releaseSays')}
          go={t('file.release')}
          onClose={() => setAsked(false)}
          onGo={() => release.mutateAsync()}
        />
      ) : null}
      {results ? <FileResults file={file} onEnd={() => setResults(false)} /> : null}
    </article>
  );
}
