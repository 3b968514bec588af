import { Module, type Type } from '@nestjs/common';
import { ApprovalsModule } from '@goalbeat/approvals/approvals.module';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { isCompany } from '@goalbeat/org-copy/is-company';
import { OrgCopyConsumer } from '@goalbeat/org-copy/org-copy.consumer';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { OrgCopyModule } from '@goalbeat/org-copy/org-copy.module';
import { DeadLetterModule } from '@goalbeat/service-kit/dead-letter/dead-letter.module';
import { ServiceKitModule } from '@goalbeat/service-kit/start/service-kit.module';
import type { ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import type { AppraisalConfig } from './config.js';
import { CycleFactConsumer } from './cycle-fact/cycle-fact.consumer.js';
import { CycleFactModule } from './cycle-fact/cycle-fact.module.js';
import { ResultBatchModule } from './result-batch/result-batch.module.js';
import { ResultBatchConsumer } from './result-batch/result-batch.consumer.js';
import { RuleSetEntity } from './rule-set/rule-set.entity.js';
import { RuleSetModule } from './rule-set/rule-set.module.js';
import { ScoreModule } from './score/score.module.js';
import { AppraisalActivitiesProvider } from './scoring-run/scoring-run.activities.js';
import { ResultsApproval } from './scoring-run/results-approval.js';
import { RunLogAccess } from './scoring-run/run-log-access.js';
import { ScoringRunModule } from './scoring-run/scoring-run.module.js';
import { refusalInChinese } from './wording/refusals.js';

type Given = Partial<Pick<ServiceOptions, 'tokenKeys'>>;

/**
 * The appraisal service: rule sets, scores from pinned results, their release and explanation.
 * `given` is for tests: other keys than directory's.
 */
export function appModule(config: AppraisalConfig, given: Given = {}): Type<object> {
  @Module({
    imports: [
      ServiceKitModule.forService({
        ...given,
        name: 'appraisal',
        schema: 'appraisal',
        config,
        entities: [RuleSetEntity],
        consumers: [OrgCopyConsumer, CycleFactConsumer, ResultBatchConsumer],
        activities: [AppraisalActivitiesProvider, LadderActivitiesProvider],
        processLogAccess: RunLogAccess,
        businessTime: OrgCopy,
        inChinese: refusalInChinese,
      }),
      OrgCopyModule,
      ApprovalsModule.forService({ service: 'appraisal', handlers: [ResultsApproval] }),
      DeadLetterModule.forService({ isOurs: isCompany, installKey: config.INSTALL_KEY }),
      RuleSetModule,
      CycleFactModule,
      ResultBatchModule,
      ScoringRunModule,
      ScoreModule,
    ],
  })
  class AppraisalModule {}
  return AppraisalModule;
}
