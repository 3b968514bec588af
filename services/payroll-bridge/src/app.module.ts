import { Module, type Type } from '@nestjs/common';
import { ApprovalsModule } from '@goalbeat/approvals/approvals.module';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { OrgCopyConsumer } from '@goalbeat/org-copy/org-copy.consumer';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { isCompany } from '@goalbeat/org-copy/is-company';
import { OrgCopyModule } from '@goalbeat/org-copy/org-copy.module';
import { DeadLetterModule } from '@goalbeat/service-kit/dead-letter/dead-letter.module';
import { ServiceKitModule } from '@goalbeat/service-kit/start/service-kit.module';
import type { ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { ListChains } from './bonus-list/list-chains.js';
import { AmountToSign } from './bonus-list/amount-to-sign.js';
import { BonusLineRepository } from './bonus-list/bonus-line.repository.js';
import { BonusListController } from './bonus-list/bonus-list.controller.js';
import { BonusListHandler } from './bonus-list/bonus-list.handler.js';
import { BonusListRepository } from './bonus-list/bonus-list.repository.js';
import { BonusListService } from './bonus-list/bonus-list.service.js';
import { BuildBonusLists } from './bonus-list/build-bonus-lists.js';
import { DraftLists } from './bonus-list/draft-lists.js';
import { HeldLineController } from './bonus-list/held-line.controller.js';
import { HeldLinesService } from './bonus-list/held-lines.service.js';
import { HoldLineService } from './bonus-list/hold-line.js';
import { LineDrafts } from './bonus-list/line-drafts.js';
import { LineNotices } from './bonus-list/line-notices.js';
import { ListExportController } from './bonus-list/list-export.controller.js';
import { ListExportService } from './bonus-list/list-export.service.js';
import { ListRoundsRepository } from './bonus-list/list-rounds.repository.js';
import { ListRoundsService } from './bonus-list/list-rounds.service.js';
import { SubmitBonusList } from './bonus-list/submit-bonus-list.js';
import { WhatIfService } from './bonus-list/what-if.js';
import { ContradictionController } from './contradiction/contradiction.controller.js';
import { ContradictionRepository } from './contradiction/contradiction.repository.js';
import { ContradictionService } from './contradiction/contradiction.service.js';
import { Contradictions } from './contradiction/contradictions.js';
import { WhoSettles } from './contradiction/who-settles.js';
import { PayrollsWord } from './contradiction/payrolls-word.js';
import { AssetBalanceService } from './asset/asset-balance.service.js';
import { AssetController } from './asset/asset.controller.js';
import { AssetRepository } from './asset/asset.repository.js';
import { AssetService } from './asset/asset.service.js';
import { AssetSettlement } from './asset/asset-settlement.js';
import { CorrectedPayController } from './corrected-pay/corrected-pay.controller.js';
import { CorrectedPayNotices } from './corrected-pay/corrected-pay-notices.js';
import { CorrectedPayRepository } from './corrected-pay/corrected-pay.repository.js';
import { CorrectedPayService } from './corrected-pay/corrected-pay.service.js';
import { PastCorrectionController } from './correction/past-correction.controller.js';
import { PastCorrections } from './correction/past-corrections.js';
import { PastCorrectionService } from './correction/past-correction.service.js';
import { CorrectionController } from './correction/correction.controller.js';
import { CorrectionEffects } from './correction/correction-effects.js';
import { CorrectionRepository } from './correction/correction.repository.js';
import { CorrectionService } from './correction/correction.service.js';
import { CorrectionTable } from './correction/correction-table.js';
import { RefusedCorrections } from './correction/refused-corrections.js';
import { RefusedTasks } from './correction/refused-tasks.js';
import { RejectedTasks } from './correction/rejected-tasks.js';
import { SetOffs } from './correction/set-offs.js';
import { StandingScores } from './correction/standing-scores.js';
import { CycleCancellationService } from './cycle-copy/cycle-cancellation.service.js';
import { CycleCopyConsumer } from './cycle-copy/cycle-copy.consumer.js';
import { InternalCyclesController } from './cycle-copy/internal-cycles.controller.js';
import { CycleCopyRepository } from './cycle-copy/cycle-copy.repository.js';
import { HAND_OVER_CONTROLLERS, HAND_OVER_PROVIDERS } from './hand-over/hand-over.providers.js';
import { type PayrollConfig, Settings } from './config.js';
import { AnswerDoor } from './dead-letter/answer-door.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { LedgerRepository } from './ledger/ledger.repository.js';
import { LedgerService } from './ledger/ledger.service.js';
import { MoneyAuthority } from './organisation/money-authority.js';
import { Organisation } from './organisation/organisation.service.js';
import { PayPlanController } from './pay-plan/pay-plan.controller.js';
import { PayPlanRepository } from './pay-plan/pay-plan.repository.js';
import { PayPlanService } from './pay-plan/pay-plan.service.js';
import { OwedAgain } from './payout-run/owed-again.js';
import { OffCycleRuns } from './payout-run/off-cycle-runs.js';
import { OffCycleService } from './payout-run/off-cycle.service.js';
import { EarlyAnswers } from './payout-run/early-answers.js';
import { PayRun } from './payout-run/pay-run.js';
import { LostPayouts } from './payout-run/lost-payouts.js';
import { StillOwed } from './payout-run/still-owed.js';
import { PayoutRunController } from './payout-run/payout-run.controller.js';
import { PayoutRunClock } from './payout-run/payout-run.clock.js';
import { PayoutRunNews } from './payout-run/payout-run.news.js';
import { PayoutRunRepository } from './payout-run/payout-run.repository.js';
import { PayoutRunService } from './payout-run/payout-run.service.js';
import { PayrollActivitiesProvider } from './payout-run/payroll.activities.js';
import { ReleaseHeldService } from './payout-run/release-held.service.js';
import { RunClosing } from './payout-run/run-closing.js';
import { RunCompensation } from './payout-run/run-compensation.js';
import { RunProgress } from './payout-run/run-progress.js';
import { PayoutGate } from './payout-gate/payout-gate.js';
import { PayoutPermit } from './payout-gate/payout-permit.js';
import { AnswerEffects } from './payout/answer-effects.js';
import { BatchCloser } from './payout/batch-closer.js';
import { GivenUpRepository } from './payout/given-up.repository.js';
import { HeldPayService } from './payout/held-pay.service.js';
import { PayoutAnswerConsumer } from './payout/payout-answer.consumer.js';
import { PayoutAnswerRepository } from './payout/payout-answer.repository.js';
import { PayoutBatchRepository } from './payout/payout-batch.repository.js';
import { PayoutController } from './payout/payout.controller.js';
import { UnknownAnswerRepository } from './payout/unknown-answer.repository.js';
import { UnknownAnswerService } from './payout/unknown-answer.service.js';
import { PayoutNotices } from './payout/payout-notices.js';
import { PayrollSandbox } from './payout/payroll-sandbox.js';
import { PayoutRepository } from './payout/payout.repository.js';
import { PayoutService } from './payout/payout.service.js';
import { TakeAnswers } from './payout/take-answers.js';
import { PayrollLogAccess } from './process-log/payroll-log-access.js';
import { CompareBooks } from './reconciliation/compare-books.js';
import { Reconcile } from './reconciliation/reconcile.js';
import { ReconciliationChecks } from './reconciliation/reconciliation-checks.js';
import { ReconciliationResults } from './reconciliation/reconciliation-results.js';
import { ReconciliationTasks } from './reconciliation/reconciliation-tasks.js';
import { ReconciliationWorker } from './reconciliation/reconciliation.worker.js';
import { PayoutStopRepository } from './stop-switch/payout-stop.repository.js';
import { ReleaseRules } from './stop-switch/release-rules.js';
import { RestoreFreeze } from './stop-switch/restore-freeze.js';
import { StopEffects } from './stop-switch/stop-effects.js';
import { StopSwitchController } from './stop-switch/stop-switch.controller.js';
import { StopSwitchService } from './stop-switch/stop-switch.service.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { ReconciliationRepository } from './reconciliation/reconciliation.repository.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';
import { RepublicationController } from './republication/republication.controller.js';
import { RepublicationRepository } from './republication/republication.repository.js';
import { RepublicationService } from './republication/republication.service.js';
import { Republications } from './republication/republications.js';
import { ScoreBatchConsumer } from './score-batch/score-batch.consumer.js';
import { ScoreBatchRepository } from './score-batch/score-batch.repository.js';
import { refusalInChinese } from './wording/refusal-words.js';

const REPOSITORIES = [
  AssetRepository,
  BonusLineRepository,
  BonusListRepository,
  ContradictionRepository,
  CorrectionRepository,
  CycleCopyRepository,
  LedgerRepository,
  ListRoundsRepository,
  PayPlanRepository,
  PayoutAnswerRepository,
  PayoutBatchRepository,
  PayoutRepository,
  PayoutRunRepository,
  PayoutStopRepository,
  ReconciliationChecks,
  ReconciliationRepository,
  ReconciliationResults,
  RepublicationRepository,
  ScoreBatchRepository,
];
const SERVICES = [
  AssetBalanceService,
  AssetService,
  AssetSettlement,
  AnswerEffects,
  BatchCloser,
  BonusListHandler,
  BonusListService,
  BuildBonusLists,
  ContradictionService,
  Contradictions,
  WhoSettles,
  PayrollsWord,
  CorrectionEffects,
  CorrectionService,
  PastCorrections,
  PastCorrectionService,
  CorrectionTable,
  StandingScores,
  CycleCancellationService,
  CycleCopyConsumer,
  DraftLists,
  HeldLinesService,
  CorrectedPayNotices,
  CorrectedPayRepository,
  CorrectedPayService,
  GivenUpRepository,
  HeldPayService,
  AmountToSign,
  ListChains,
  LineNotices,
  OwedAgain,
  HoldLineService,
  EarlyAnswers,
  UnknownAnswerRepository,
  UnknownAnswerService,
  LedgerService,
  LineDrafts,
  LostPayouts,
  ListExportService,
  ListRoundsService,
  MoneyAuthority,
  OffCycleRuns,
  OffCycleService,
  Organisation,
  PayPlanService,
  PayRun,
  StillOwed,
  PayoutAnswerConsumer,
  PayoutGate,
  PayoutNotices,
  PayoutPermit,
  PayoutRunClock,
  PayoutRunNews,
  PayoutRunService,
  PayoutService,
  PayrollSandbox,
  PayrollActivitiesProvider,
  CompareBooks,
  Reconcile,
  ReconciliationService,
  ReleaseHeldService,
  ReconciliationTasks,
  ReconciliationWorker,
  ReleaseRules,
  RestoreFreeze,
  StopEffects,
  StopSwitchService,
  RunClosing,
  RunCompensation,
  RunProgress,
  ScoreBatchConsumer,
  PayrollLogAccess,
  RejectedTasks,
  RefusedCorrections,
  RefusedTasks,
  Republications,
  RepublicationService,
  SetOffs,
  SubmitBonusList,
  TakeAnswers,
  WhatIfService,
];

type Given = Omit<
  ServiceOptions,
  'name' | 'schema' | 'config' | 'consumers' | 'activities' | 'processLogAccess' | 'publishPermit'
>;

/** The service as one module. `given` is for tests: other addresses and keys than the environment's. */
export function appModule(config: PayrollConfig, given: Given = {}): Type<object> {
  @Module({
    imports: [
      ServiceKitModule.forService({
        ...given,
        name: 'payroll-bridge',
        schema: 'payroll',
        config,
        consumers: [OrgCopyConsumer, CycleCopyConsumer, ScoreBatchConsumer],
        processLogAccess: PayrollLogAccess,
        businessTime: OrgCopy,
        publishPermit: PayoutPermit,
        inChinese: refusalInChinese,
        activities: [PayrollActivitiesProvider, LadderActivitiesProvider],
      }),
      OrgCopyModule,
      ApprovalsModule.forService({ service: 'payroll', handlers: [BonusListHandler] }),
      DeadLetterModule.forService({ isOurs: isCompany, installKey: config.INSTALL_KEY, doors: [AnswerDoor] }),
    ],
    controllers: [
      AssetController,
      BonusListController,
      ContradictionController,
      CorrectionController,
      CorrectedPayController,
      HeldLineController,
      ListExportController,
      PastCorrectionController,
      RepublicationController,
      InternalCyclesController,
      LedgerController,
      PayPlanController,
      PayoutController,
      PayoutRunController,
      ReconciliationController,
      StopSwitchController,
      ...HAND_OVER_CONTROLLERS,
    ],
    providers: [
      ...REPOSITORIES,
      ...SERVICES,
      ...HAND_OVER_PROVIDERS,
      { provide: Settings, useValue: new Settings(config) },
    ],
  })
  class PayrollBridgeModule {}
  return PayrollBridgeModule;
}
