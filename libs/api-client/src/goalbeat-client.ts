import type { BundleView, DecideBundleBody, DecideBundleResult } from '@goalbeat/contracts/approvals/bundle-http';
import type {
  ApprovalDetail,
  ApprovalSummary,
  DecideBody,
  DecideManyBody,
  DecideManyResult,
  DecisionResult,
} from '@goalbeat/contracts/approvals/http';
import { allPages } from './pages.js';
import { Transport, type TransportOptions } from './transport.js';
import type * as wire from './wire-types.js';

/** The areas whose subjects are decided; their word in the path is the one that tasks carry. */
export type ApprovalArea = 'goals' | 'appraisal' | 'payroll';

export interface ClientOptions extends Omit<TransportOptions, 'stepUp'> {
  /** Keeps the password in memory and proves it again when the API wants a fresh sign-in: for simulated people only. */
  stepsUp?: boolean;
}
type Query = Record<string, string | number | boolean | undefined>;

const id = encodeURIComponent;

/**
 * The public API by its contracts. Calls that fail by network or by a service that is away are made again, writes with the
 * same Idempotency-Key; every refusal is an ApiProblem with the API's code.
 */
export class GoalbeatClient {
  readonly transport: Transport;
  readonly #stepsUp: boolean;
  #password: string | undefined;

  constructor({ stepsUp = false, ...options }: ClientOptions) {
    this.#stepsUp = stepsUp;
    this.transport = new Transport(stepsUp ? { ...options, stepUp: () => this.#stepUpAgain() } : options);
  }

  // ——— session and organisation
  signIn(who: { tenant: string; number: string; password: string }): Promise<unknown> {
    if (this.#stepsUp) this.#password = who.password;
    return this.transport.post('/api/session', who);
  }
  /** Proves again who one is, in the same session: what concerns money needs a fresh sign-in. */
  stepUp(password: string): Promise<{ authenticatedAt: string }> {
    return this.transport.post('/api/session/step-up', { password });
  }
  async #stepUpAgain(): Promise<void> {
    if (this.#password === undefined) throw new Error('Who has not signed in cannot step up');
    await this.stepUp(this.#password);
  }
  me(): Promise<wire.Me> {
    return this.transport.get('/api/session');
  }
  signOut(): Promise<void> {
    return this.transport.delete('/api/session');
  }
  /** Needs the installation's key instead of a session. */
  createTenant(wanted: wire.CreateTenant, installKey: string): Promise<wire.Tenant> {
    return this.transport.post('/api/directory/v1/tenants', wanted, { headers: { 'x-install-key': installKey } });
  }
  tenant(): Promise<wire.Tenant> {
    return this.transport.get('/api/directory/v1/tenant');
  }
  setClock(wanted: wire.SetClock): Promise<wire.Tenant> {
    return this.transport.put('/api/directory/v1/tenant/clock', wanted);
  }
  importUnits(csv: string, mode: 'preview' | 'all' | 'good' = 'all'): Promise<wire.ImportResult> {
    return this.transport.postText(`/api/directory/v1/units/import?mode=${mode}`, csv, 'text/csv');
  }
  importPeople(csv: string, mode: 'preview' | 'all' | 'good' = 'all'): Promise<wire.ImportResult> {
    return this.transport.postText(`/api/directory/v1/people/import?mode=${mode}`, csv, 'text/csv');
  }
  createAccounts(body: wire.CreateAccounts): Promise<{ created: number }> {
    return this.transport.post('/api/directory/v1/accounts', body);
  }
  units(): AsyncGenerator<wire.Unit> {
    return allPages(this.transport, '/api/directory/v1/units');
  }
  people(query: Query = {}): AsyncGenerator<wire.Person> {
    return allPages(this.transport, '/api/directory/v1/people', query);
  }
  createDelegation(body: wire.CreateDelegation): Promise<wire.Delegation> {
    return this.transport.post('/api/directory/v1/delegations', body);
  }
  createApiKey(body: { name: string; scopes: string[] }): Promise<wire.ApiKeyCreated> {
    return this.transport.post('/api/directory/v1/api-keys', body);
  }
  desk(query: Query = {}): Promise<wire.Desk> {
    return this.transport.get('/api/directory/v1/desk', { limit: 200, ...query });
  }

  // ——— definitions and cycles
  putTemplate(code: string, template: wire.PutGoalTemplate): Promise<wire.GoalTemplate> {
    return this.transport.put(`/api/goals/v1/goal-templates/${id(code)}`, template);
  }
  putDefinition(code: string, data: wire.DefinitionData): Promise<wire.Definition> {
    return this.transport.put(`/api/goals/v1/cycle-definitions/${id(code)}`, { data });
  }
  activateDefinition(definitionId: string, version: number): Promise<wire.Definition> {
    return this.transport.post(`/api/goals/v1/cycle-definitions/${id(definitionId)}/activate`, { version });
  }
  previewDefinition(definitionId: string, from: string, count = 1): Promise<wire.Preview> {
    return this.transport.post(`/api/goals/v1/cycle-definitions/${id(definitionId)}/preview`, { from, count });
  }
  openCycle(definitionId: string, period: string): Promise<wire.CycleOpening> {
    return this.transport.post(`/api/goals/v1/cycle-definitions/${id(definitionId)}/cycles`, { period });
  }
  cycles(query: Query = {}): AsyncGenerator<wire.Cycle> {
    return allPages(this.transport, '/api/goals/v1/cycles', query);
  }
  cycle(cycleId: string): Promise<wire.Cycle> {
    return this.transport.get(`/api/goals/v1/cycles/${id(cycleId)}`);
  }

  // ——— sheets
  sheets(query: Query = {}): AsyncGenerator<wire.Sheet> {
    return allPages(this.transport, '/api/goals/v1/goal-sheets', query);
  }
  sheet(sheetId: string): Promise<wire.Sheet> {
    return this.transport.get(`/api/goals/v1/goal-sheets/${id(sheetId)}`);
  }
  adjustSheet(sheetId: string, body: wire.AdjustSheet): Promise<wire.Sheet> {
    return this.transport.patch(`/api/goals/v1/goal-sheets/${id(sheetId)}`, body);
  }
  submitPlan(sheetId: string, version: number): Promise<wire.Sheet> {
    return this.transport.post(`/api/goals/v1/goal-sheets/${id(sheetId)}/plan`, { version });
  }
  saveProgress(sheetId: string, body: wire.SaveProgress): Promise<wire.Sheet> {
    return this.transport.post(`/api/goals/v1/goal-sheets/${id(sheetId)}/progress`, body);
  }
  submitReport(sheetId: string, body: wire.SubmitReport): Promise<wire.Sheet> {
    return this.transport.post(`/api/goals/v1/goal-sheets/${id(sheetId)}/report`, body);
  }
  uploadEvidence(
    sheetId: string,
    goalId: string,
    file: { name: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> },
  ): Promise<wire.Evidence> {
    return this.transport.upload(`/api/goals/v1/goal-sheets/${id(sheetId)}/evidence?goal=${id(goalId)}`, file);
  }
  weeklyReport(cycleId: string, above?: string): Promise<wire.WeeklyReport> {
    return this.transport.get('/api/goals/v1/reports/weekly', { cycle: cycleId, above });
  }

  // ——— decisions
  approval(area: ApprovalArea, approvalId: string): Promise<ApprovalDetail> {
    return this.transport.get(`/api/${area}/v1/approvals/${id(approvalId)}`);
  }
  decide(area: ApprovalArea, approvalId: string, body: DecideBody): Promise<DecisionResult> {
    return this.transport.post(`/api/${area}/v1/approvals/${id(approvalId)}/decisions`, body);
  }
  async decideMany(area: ApprovalArea, body: DecideManyBody): Promise<DecideManyResult> {
    const path = `/api/${area}/v1/approvals/decisions`;
    const { results } = await this.transport.post<DecideManyResult>(path, body);
    // Each item is refused by itself: what needed a fresh sign-in is sent once more.
    const refused = results.flatMap((result, index) => (result.code === 'step-up-required' ? [index] : []));
    const decisions = refused.flatMap((index) => body.decisions[index] ?? []);
    if (!this.#stepsUp || decisions.length === 0) return { results };
    await this.#stepUpAgain();
    const again = await this.transport.post<DecideManyResult>(path, { decisions });
    return { results: results.map((result, index) => again.results[refused.indexOf(index)] ?? result) };
  }
  bundle(area: ApprovalArea, bundleId: string): Promise<BundleView> {
    return this.transport.get(`/api/${area}/v1/bundles/${id(bundleId)}`);
  }
  decideBundle(
    area: ApprovalArea,
    bundleId: string,
    body: Omit<DecideBundleBody, 'except'> & { except?: string[] },
  ): Promise<DecideBundleResult> {
    return this.transport.post(`/api/${area}/v1/bundles/${id(bundleId)}/decisions`, body);
  }
  approvalSummary(area: ApprovalArea, cycleId: string): Promise<ApprovalSummary> {
    return this.transport.get(`/api/${area}/v1/approvals/summary`, { cycle: cycleId });
  }
  processLog(area: ApprovalArea | 'directory', query: Query): Promise<wire.Page<wire.ProcessLogRow>> {
    return this.transport.get(`/api/${area}/v1/process-log`, { limit: 200, ...query });
  }

  // ——— scores and money
  putRuleSet(code: string, data: wire.RuleSetData): Promise<wire.RuleSet> {
    return this.transport.put(`/api/appraisal/v1/rule-sets/${id(code)}`, { data });
  }
  scores(query: Query): AsyncGenerator<wire.Score> {
    return allPages(this.transport, '/api/appraisal/v1/scores', query);
  }
  putPayPlan(code: string, data: wire.PayPlanData): Promise<wire.PayPlan> {
    return this.transport.put(`/api/payroll/v1/pay-plans/${id(code)}`, { data });
  }
  bonusLists(query: Query): AsyncGenerator<wire.BonusList> {
    return allPages(this.transport, '/api/payroll/v1/bonus-lists', query);
  }
  bonusList(listId: string): Promise<wire.BonusList> {
    return this.transport.get(`/api/payroll/v1/bonus-lists/${id(listId)}`);
  }
  bonusLines(listId: string): AsyncGenerator<wire.BonusLine> {
    return allPages(this.transport, `/api/payroll/v1/bonus-lists/${id(listId)}/lines`);
  }
  submitBonusList(listId: string, version: number): Promise<wire.BonusList> {
    return this.transport.post(`/api/payroll/v1/bonus-lists/${id(listId)}/submit`, { version });
  }
  payouts(query: Query = {}): AsyncGenerator<wire.Payout> {
    return allPages(this.transport, '/api/payroll/v1/payouts', query);
  }
  runs(query: Query = {}): AsyncGenerator<wire.PayoutRun> {
    return allPages(this.transport, '/api/payroll/v1/runs', query);
  }
  openOffCycleRun(payoutIds: string[], reason: string): Promise<wire.PayoutRun> {
    return this.transport.post('/api/payroll/v1/off-cycle-runs', { payoutIds, reason });
  }
  reconciliation(cycleId?: string): Promise<wire.Reconciliation> {
    return this.transport.get('/api/payroll/v1/reconciliation', { cycle: cycleId });
  }
  /** Compares, keeps what came out, and opens or closes finance's tasks. */
  reconcile(cycleId?: string): Promise<wire.ReconciliationResult> {
    return this.transport.post('/api/payroll/v1/reconciliations', cycleId === undefined ? {} : { cycle: cycleId });
  }
}
