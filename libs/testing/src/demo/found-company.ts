import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Definition, ImportResult, Tenant } from '@goalbeat/api-client/wire-types';
import { readCompany, writeCompany, type CompanyFiles } from '@goalbeat/examples/company-files';
import { RECIPES } from '@goalbeat/examples/examples';
import { ROOT_UNIT } from '@goalbeat/examples/rows';
import { Organisation } from '../people/organisation.js';
import { TenantTime } from '../people/tenant-time.js';
import type { Week } from '../people/week.js';
import type { DemoOptions, Installation } from './options.js';

/** Known to everybody, and taken in demo mode only. */
export const DEMO_PASSWORD = 'goalbeat-demo';
/** Made with the tenant; belongs to no department and gets no goals. */
export const ADMIN = 'ADMIN';
const ACCOUNTS_AT_ONCE = 100;
/** argon2id for hundreds takes a while on a small machine. */
const SLOW_CALL_MS = 120_000;

export interface FoundedCompany {
  slug: string;
  tenant: Tenant;
  admin: GoalbeatClient;
  time: TenantTime;
  files: CompanyFiles;
  organisation: Organisation;
  definition: Definition;
}

/** Where the committed companies lie, seen from the built program and from the source alike. */
const EXAMPLES = join(import.meta.dirname, '../../../../examples');

export function companyFolder(options: DemoOptions, scratch: string): string {
  const recipe = RECIPES[options.example];
  const committed = join(EXAMPLES, options.example);
  if (options.people === recipe.people && options.seed === 1 && existsSync(committed)) return committed;
  const folder = join(scratch, 'company');
  mkdirSync(dirname(folder), { recursive: true });
  const rows = recipe.rows(options);
  writeCompany(folder, rows, recipe.content(rows));
  return folder;
}

/** A fresh tenant with the company in it, all by the public API; its clock stands still until the week begins. */
export async function foundCompany(
  options: DemoOptions,
  installation: Installation,
  context: { slug: string; week: Week; folder: string; say: (zh: string, en: string) => void },
): Promise<FoundedCompany> {
  const { slug, week, folder, say } = context;
  const files = readCompany(folder);
  const organisation = new Organisation(files, week.start);
  const open = () =>
    new GoalbeatClient({
      baseUrl: installation.GOALBEAT_URL,
      timeoutMs: SLOW_CALL_MS,
      retryForMs: SLOW_CALL_MS,
      stepsUp: true,
    });
  const admin = open();
  const tenant = await admin.createTenant(
    {
      slug,
      name: files.units.find((unit) => unit.code === ROOT_UNIT)?.name ?? slug,
      zone: week.zone,
      currency: 'CNY',
      kind: 'demo',
      clock: { rate: options.rate, start: week.at(1, '05:00') },
      admin: { number: ADMIN, name: '系统管理员', email: 'admin@example.com', password: DEMO_PASSWORD },
    },
    installation.GOALBEAT_INSTALL_KEY,
  );
  await admin.signIn({ tenant: slug, number: ADMIN, password: DEMO_PASSWORD });
  const time = new TenantTime(admin, tenant);
  await time.hold('set-up');
  requireGood('units.csv', await admin.importUnits(files.unitsCsv));
  requireGood('people.csv', await admin.importPeople(files.peopleCsv));
  say(
    `导入公司总部和 ${organisation.departments.length} 个部门、${organisation.people.size} 人，其中 ${organisation.participants.length} 人参加考核（总经理和已离职者不参加；另有系统管理员 ${ADMIN}）`,
    `Headquarters, ${organisation.departments.length} departments and ${organisation.people.size} people imported; ${organisation.participants.length} take part (not the general manager nor who has left; ${ADMIN} comes on top)`,
  );
  await giveAccounts(admin, organisation);
  const hrLead = open();
  await hrLead.signIn({ tenant: slug, number: organisation.hrLead, password: DEMO_PASSWORD });
  for (const { code, ...template } of files.templates) await hrLead.putTemplate(code, template);
  await hrLead.putRuleSet(files.ruleSet.code, files.ruleSet.data);
  await hrLead.putPayPlan(files.payPlan.code, files.payPlan.data);
  const draft = await hrLead.putDefinition(files.definition.code, files.definition.data);
  const definition = await hrLead.activateDefinition(draft.id, draft.version);
  say(
    `${files.templates.length} 个目标模板、评分规则、奖金方案、考核方案「${definition.data.name}」已启用`,
    `${files.templates.length} templates, rule set, pay plan; definition "${definition.data.name}" is active`,
  );
  return { slug, tenant, admin, time, files, organisation, definition };
}

async function giveAccounts(admin: GoalbeatClient, organisation: Organisation): Promise<void> {
  const accounts = [...organisation.people.keys()].map((number) => ({ number, password: DEMO_PASSWORD }));
  for (let n = 0; n < accounts.length; n += ACCOUNTS_AT_ONCE) {
    await admin.createAccounts({ accounts: accounts.slice(n, n + ACCOUNTS_AT_ONCE) });
  }
}

function requireGood(file: string, result: ImportResult): void {
  const wrong = result.rows.filter((row) => row.verdict === 'wrong');
  if (wrong.length === 0) return;
  const first = wrong
    .slice(0, 3)
    .map((row) => `row ${row.row}: ${row.problems.map((one) => `${one.column} ${one.message}`).join('; ')}`);
  throw new Error(`${file}: ${wrong.length} rows are refused: ${first.join(' | ')}`);
}
