import type * as appraisal from '@goalbeat/contracts/appraisal/http';
import type * as directory from '@goalbeat/contracts/directory/http';
import type * as cycles from '@goalbeat/contracts/goals/cycle-http';
import type * as definitions from '@goalbeat/contracts/goals/definition-http';
import type * as templates from '@goalbeat/contracts/goals/template-http';
import type * as sheets from '@goalbeat/contracts/goals/sheet-http';
import type * as payroll from '@goalbeat/contracts/payroll/http';
import type * as reconciliation from '@goalbeat/contracts/payroll/reconciliation-http';
import type * as payPlans from '@goalbeat/contracts/payroll/pay-plan-data';
import type { ProcessLogRow as LogRow, TenantClockWire } from '@goalbeat/contracts/wire';
import type { z } from 'zod';

/** What the API takes and answers, by the names that its documents use. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
export type TenantClock = z.infer<typeof TenantClockWire>;
export type ProcessLogRow = z.infer<typeof LogRow>;

export type CreateTenant = z.input<typeof directory.CreateTenant>;
export type Tenant = z.infer<typeof directory.TenantView>;
export type SetClock = z.infer<typeof directory.SetClock>;
export type Me = z.infer<typeof directory.Me>;
export type ImportResult = z.infer<typeof directory.ImportResult>;
export type Unit = z.infer<typeof directory.UnitView>;
export type Person = z.infer<typeof directory.PersonView>;
export type CreateAccounts = z.infer<typeof directory.CreateAccounts>;
export type CreateDelegation = z.input<typeof directory.CreateDelegation>;
export type Delegation = z.infer<typeof directory.DelegationView>;
export type Desk = z.infer<typeof directory.Desk>;
export type DeskItem = z.infer<typeof directory.DeskItem>;
export type ApiKeyCreated = z.infer<typeof directory.ApiKeyCreated>;

export type PutGoalTemplate = z.input<typeof templates.PutGoalTemplate>;
export type GoalTemplate = z.infer<typeof templates.GoalTemplateView>;
export type DefinitionData = z.input<typeof definitions.DefinitionData>;
export type Definition = z.infer<typeof definitions.DefinitionView>;
export type Preview = z.infer<typeof definitions.PreviewView>;
export type CycleOpening = z.infer<typeof cycles.CycleOpening>;
export type Cycle = z.infer<typeof cycles.CycleView>;
export type Sheet = z.infer<typeof sheets.SheetView>;
export type Goal = z.infer<typeof sheets.GoalView>;
export type AdjustSheet = z.input<typeof sheets.AdjustSheet>;
export type SaveProgress = z.input<typeof sheets.SaveProgress>;
export type SubmitReport = z.input<typeof sheets.SubmitReport>;
export type Evidence = z.infer<typeof sheets.EvidenceView>;
export type WeeklyReport = z.infer<typeof sheets.WeeklyReportView>;

export type RuleSetData = z.input<typeof appraisal.RuleSetData>;
export type RuleSet = z.infer<typeof appraisal.RuleSetView>;
export type Score = z.infer<typeof appraisal.ScoreView>;

export type PayPlanData = z.input<typeof payPlans.PayPlanData>;
export type PayPlanV1Data = z.input<typeof payPlans.PayPlanV1Data>;
export type PayPlanV2Data = z.input<typeof payPlans.PayPlanV2Data>;
export type PayPlan = z.infer<typeof payroll.PayPlanView>;
export type BonusList = z.infer<typeof payroll.BonusListView>;
export type BonusLine = z.infer<typeof payroll.BonusLineView>;
export type Payout = z.infer<typeof payroll.PayoutView>;
export type PayoutRun = z.infer<typeof payroll.RunView>;
export type Reconciliation = z.infer<typeof payroll.ReconciliationView>;
export type ReconciliationResult = z.infer<typeof reconciliation.ReconciliationResult>;
