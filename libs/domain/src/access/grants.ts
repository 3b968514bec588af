import type { Action, Scope } from './actions.js';
import type { Role } from './roles.js';

type Grants = Readonly<Partial<Record<Role, Scope>>>;

const ALL: Grants = { employee: 'tenant' };
const SELF: Grants = { employee: 'self' };
const ADMIN: Grants = { admin: 'tenant' };
const OPS: Grants = { ops: 'tenant', admin: 'tenant' };
const HR: Grants = { 'hr-partner': 'units', 'hr-lead': 'tenant' };
const HR_LEAD: Grants = { 'hr-lead': 'tenant' };
const FINANCE: Grants = { 'finance-reviewer': 'units', 'finance-lead': 'tenant' };
const LINE: Grants = { employee: 'self', manager: 'tree', ...HR };
// Finance sees the reason and the evidence behind each amount.
const LINE_AND_FINANCE: Grants = { ...LINE, ...FINANCE };
// What a lead earns is not the lead's business to see of others: pay has no manager's tree.
const OWN_PAY: Grants = { employee: 'self', ...HR, ...FINANCE };

/** Default deny: a role that is missing has no right. */
export const POLICY: Readonly<Record<Action, Grants>> = {
  'directory.tenant.read': ALL,
  'directory.tenant.write': ADMIN,
  'directory.clock.read': ALL,
  'directory.clock.set': { ...OPS, 'hr-lead': 'tenant' },
  'directory.people.read': { ...LINE_AND_FINANCE, ...OPS },
  'directory.people.write': { ...HR, ...ADMIN },
  'directory.people.import': { ...HR_LEAD, ...ADMIN },
  // What is planned (a move, a leaving) is not for the one concerned to find in a list before being told.
  'directory.changes.read': { ...HR, ...ADMIN },
  'directory.units.read': ALL,
  'directory.units.write': { ...HR_LEAD, ...ADMIN },
  'directory.roles.read': { ...HR, ...ADMIN },
  'directory.roles.write': ADMIN,
  'directory.accounts.read': ADMIN,
  'directory.accounts.write': ADMIN,
  'directory.sessions.read': { ...SELF, ...ADMIN },
  'directory.sessions.write': { ...SELF, ...ADMIN },
  'directory.password.write': SELF,
  'directory.sign-in.read': ADMIN,
  'directory.sign-in.write': ADMIN,
  'directory.api-keys.read': ADMIN,
  'directory.api-keys.write': ADMIN,
  'directory.calendars.read': ALL,
  'directory.calendars.write': { ...HR_LEAD, ...ADMIN },
  'directory.absences.read': LINE,
  // Not by oneself: whoever is away for a whole period has no goals in it.
  'directory.absences.write': { manager: 'tree', ...HR },
  'directory.absences.import': { ...HR_LEAD, ...ADMIN },
  'directory.delegations.read': { ...SELF, ...HR },
  'directory.delegations.write': { ...SELF, ...HR },
  'directory.desk.read': SELF,
  'directory.notices.read': SELF,
  'directory.notices.write': SELF,
  'directory.notices.monitor': OPS,
  'directory.webhooks.read': OPS,
  'directory.webhooks.write': ADMIN,
  'goals.template.read': ALL,
  'goals.template.write': { ...HR, manager: 'tree' },
  'goals.definition.read': { ...HR, ...FINANCE, manager: 'tree', admin: 'tenant' },
  'goals.definition.write': HR,
  // It copies the whole company, whatever the definition covers, with the pay plan, which administrators do not read.
  'goals.definition.rehearse': HR_LEAD,
  'goals.cycle.read': { ...ALL, ops: 'tenant' },
  'goals.cycle.control': HR,
  'goals.cycle.change': HR,
  'goals.sheet.read': LINE_AND_FINANCE,
  'goals.sheet.write': SELF,
  'goals.sheet.adjust': { manager: 'tree', ...HR },
  'goals.evidence.read': LINE_AND_FINANCE,
  'goals.evidence.write': SELF,
  'goals.objective.read': ALL,
  'goals.objective.write': { manager: 'tree', ...HR },
  'goals.metric.read': ALL,
  'goals.metric.write': HR,
  'goals.reading.read': LINE_AND_FINANCE,
  'goals.reading.write': HR,
  'goals.board.read': LINE,
  'goals.warning.read': LINE,
  'goals.warning.write': { manager: 'tree', ...HR },
  'goals.extra.write': { manager: 'tree', ...HR },
  'approvals.read': LINE_AND_FINANCE,
  // The person in question is the task's assignee: whoever was asked may answer, nobody else.
  'approvals.decide': SELF,
  'approvals.reassign': HR,
  'appraisal.rule-set.read': ALL,
  'appraisal.rule-set.write': HR_LEAD,
  'appraisal.score.read': LINE_AND_FINANCE,
  'appraisal.score.acknowledge': SELF,
  'appraisal.run.read': HR,
  'appraisal.run.write': HR,
  // Published scores change money: as payments, they are corrected by HR's lead.
  'appraisal.run.correct': HR_LEAD,
  'appraisal.review.read': LINE,
  'appraisal.review.write': SELF,
  'appraisal.calibration.read': { manager: 'tree', ...HR },
  'appraisal.calibration.write': HR,
  'appraisal.appeal.read': LINE,
  'appraisal.appeal.write': SELF,
  'appraisal.report.read': { manager: 'tree', ...HR, ...FINANCE },
  'appraisal.report.export': { manager: 'tree', ...HR, ...FINANCE },
  'appraisal.history.import': HR_LEAD,
  'appraisal.subject.export': { ...SELF, ...HR_LEAD },
  'appraisal.subject.erase': HR_LEAD,
  'payroll.asset.read': ALL,
  'payroll.asset.write': HR_LEAD,
  'payroll.pay-plan.read': { ...HR, ...FINANCE },
  'payroll.pay-plan.write': HR_LEAD,
  'payroll.list.read': { ...HR, ...FINANCE },
  // One list, for whoever is asked to sign it: the final decider needs no role.
  'payroll.list.read.asked': { ...SELF, ...HR, ...FINANCE },
  // HR makes the list, finance signs it: neither may do the other's half.
  'payroll.list.edit': HR,
  'payroll.list.submit': HR,
  'payroll.list.hold': { ...SELF, ...FINANCE },
  'payroll.list.what-if': { ...HR, ...FINANCE },
  'payroll.list.export': { ...HR, ...FINANCE },
  'payroll.payout.read': { ...OWN_PAY, 'payroll-integration': 'tenant' },
  'payroll.answer': { 'payroll-integration': 'tenant' },
  'payroll.hand-over.read': { ...FINANCE, ...OPS, 'payroll-integration': 'tenant' },
  'payroll.hand-over.write': { 'finance-lead': 'tenant' },
  // What payroll has of a payout is looked up by a person, and said by name: a lead, or two where it is the only lead's own.
  'payroll.hand-over.decide': FINANCE,
  // The second of two: of finance, or the final decider, who needs no role.
  'payroll.hand-over.confirm': { ...SELF, ...FINANCE },
  'payroll.hand-over.file': { 'finance-lead': 'tenant', 'payroll-integration': 'tenant' },
  'payroll.ledger.read': FINANCE,
  'payroll.reconciliation.read': { ...FINANCE, ...HR_LEAD },
  // One contradiction, for whoever is asked to be the second: the final decider needs no role.
  'payroll.reconciliation.read.asked': { ...SELF, ...FINANCE, ...HR_LEAD },
  'payroll.reconciliation.run': { ...FINANCE, ...HR_LEAD },
  // A lead, or with a lead.
  'payroll.reconciliation.resolve': FINANCE,
  'payroll.reconciliation.resolve.asked': { ...SELF, ...FINANCE },
  'payroll.off-cycle.write': HR,
  'payroll.correction.read': { ...HR, ...FINANCE },
  'payroll.correction.write': HR_LEAD,
  'payroll.stop-switch.read': { ...HR, ...FINANCE, ...OPS },
  'payroll.stop-switch.set': { ...HR_LEAD, ...FINANCE, ...OPS },
  'payroll.stop-switch.release': { ...HR_LEAD, 'finance-lead': 'tenant' },
  'process-log.read': { ...LINE_AND_FINANCE, ...OPS },
  'process-log.verify': { ...OPS, 'finance-lead': 'tenant' },
  'operations.health.read': OPS,
  'operations.dead-letters.read': OPS,
  'operations.dead-letters.replay': OPS,
  'operations.tasks.read': OPS,
  'operations.tasks.resolve': OPS,
  'installation.tenants.read': { ops: 'tenant' },
  'installation.tenants.write': { ops: 'tenant' },
};
