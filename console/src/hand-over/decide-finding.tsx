import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import type { Finding } from './findings.js';
import { HAND_OVER_CHANGES } from './hand-over-queries.js';
import styles from './hand-over.module.css';

interface DecideFindingProps {
  findings: readonly Finding[];
  payoutIds: readonly string[];
  onDone: () => void;
}

/** What was found at payroll. Where it could pay twice, somebody else is asked to confirm it. */
export function DecideFinding({ findings, payoutIds, onDone }: DecideFindingProps) {
  const { t } = useTranslation('hand-over');
  const [asked, setAsked] = useState<Finding | null>(null);
  const count = payoutIds.length;
  const decide = useCommand({
    run: ({ finding, reason }: { finding: Finding; reason: string }) =>
      answer(payroll.POST('/v1/deliveries/decisions', { body: { payoutIds: [...payoutIds], finding, reason } })),
    changes: HAND_OVER_CHANGES,
    done: (decided) => t(decided.asked > 0 ? 'decided.asked' : 'decided.done', { count }),
  });
  return (
    <div className={`card row ${styles['bar'] ?? ''}`}>
      <span>{t('chosen', { count })}</span>
      {findings.map((finding) => (
        <Button key={finding} danger={finding === 'give-up'} onClick={() => setAsked(finding)}>
          {t(`finding.${finding}.go`)}
        </Button>
      ))}
      {asked === null ? null : (
        <ReasonDialog
          title={t(`finding.${asked}.title`, { count })}
          says={t(`finding.${asked}.says`)}
          go={t(`finding.${asked}.go`)}
          danger={asked === 'give-up' || asked === 'never-seen'}
          onClose={() => setAsked(null)}
          onGo={async (reason) => {
            await decide.mutateAsync({ finding: asked, reason });
            onDone();
          }}
        />
      )}
    </div>
  );
}
