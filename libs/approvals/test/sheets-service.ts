import { fileURLToPath } from 'node:url';
import { Injectable, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopyModule } from '@goalbeat/org-copy/org-copy.module';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import type { KitConfig } from '@goalbeat/service-kit/config/base-env';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { KIT } from '@goalbeat/service-kit/migrate/installation';
import { createService } from '@goalbeat/service-kit/start/bootstrap';
import { ServiceKitModule } from '@goalbeat/service-kit/start/service-kit.module';
import type { ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { offlineConfig } from '@goalbeat/testing/harness/offline-config';
import { id, seedOrganisation } from '@goalbeat/testing/harness/organisation';
import { createTestDatabase } from '@goalbeat/testing/harness/test-database';
import pg from 'pg';
import { ACME, OTHER_TENANT, PEOPLE, PLAN_OF_ANN, ROLES, TENANT, type Who } from './acme.js';
import { ApprovalEngine } from '../src/approval-engine.js';
import { ApprovalsModule } from '../src/approvals.module.js';
import { LadderActivitiesProvider } from '../src/ladder.activities.js';
import type { Opening } from '../src/opening.js';
import type { ApprovalOutcome, ClosedApproval, ClosingDetail, SubjectHandler } from '../src/subject-handler.js';

const SCHEMA = 'approvals_spec';
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PLAN = [
  {
    schema: SCHEMA,
    sources: [
      KIT,
      { name: 'org-copy', folder: folder('../../org-copy/migrations/') },
      { name: 'approvals', folder: folder('../migrations/') },
    ],
  },
];

/** A tiny service whose sheets are approved: it remembers what its handlers heard. */
@Injectable()
export class SheetHandler implements SubjectHandler {
  readonly subjectKinds = ['plan', 'report'];
  readonly heard: { approval: ClosedApproval; outcome: ApprovalOutcome; detail: ClosingDetail }[] = [];
  readonly handed: string[] = [];
  fail = false;

  constructor(readonly engine: ApprovalEngine) {}

  onClosed(_tx: Tx, approval: ClosedApproval, outcome: ApprovalOutcome, detail: ClosingDetail): Promise<void> {
    if (this.fail) return Promise.reject(new Error('the sheet cannot be moved'));
    this.heard.push({ approval, outcome, detail });
    return Promise.resolve();
  }

  onHandedToHr(_tx: Tx, approval: ClosedApproval): Promise<void> {
    this.handed.push(approval.id);
    return Promise.resolve();
  }
}

@Injectable()
export class MoneyHandler implements SubjectHandler {
  readonly subjectKinds = ['bonus-list'];
  readonly money = true;

  onClosed(): Promise<void> {
    return Promise.resolve();
  }
}

export interface Sheets {
  app: NestFastifyApplication;
  engine: ApprovalEngine;
  ladder: LadderActivitiesProvider;
  handler: SheetHandler;
  unitOfWork: UnitOfWork;
  admin: pg.Client;
  /** A pool like the service's, for what is measured beside it. */
  pool(size: number): pg.Pool;
  /** Sets the (held) business clock. */
  at(instant: string): Promise<void>;
  principal(who: Who, tenantId?: string): Principal;
  command(who: Who, key?: string | null): CommandRequest;
  open(opening?: Partial<Opening>): Promise<string>;
  rows<R>(sql: string, params?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export async function startSheets(
  options: Partial<ServiceOptions> = {},
  changes: Partial<KitConfig> = {},
): Promise<Sheets> {
  const database = await createTestDatabase(SCHEMA, PLAN);
  const { admin } = database;
  const config = offlineConfig(database, { PGPOOL: 32, ...changes });

  @Module({
    imports: [
      ServiceKitModule.forService({ name: 'goals', schema: SCHEMA, config, ...options }),
      OrgCopyModule,
      ApprovalsModule.forService({ service: 'goals', handlers: [SheetHandler, MoneyHandler] }),
    ],
    providers: [SheetHandler, MoneyHandler],
  })
  class SheetsModule {}

  const module: Type<object> = SheetsModule;
  const app = await createService({ name: 'goals', config, module });
  const engine = app.get(ApprovalEngine, { strict: false });
  const unitOfWork = app.get(UnitOfWork, { strict: false });
  const writer = app.get(OrgWriter, { strict: false });
  for (const tenantId of [TENANT, OTHER_TENANT]) await seedOrganisation(unitOfWork, writer, ACME(tenantId));
  const principal = (who: Who, tenantId = TENANT): Principal => ({
    kind: 'person',
    tenantId,
    id: `account-${who}`,
    personId: PEOPLE[who],
    roles: ROLES[who] ?? [],
    scopes: [],
  });
  let subjects = 1000;
  return {
    app,
    engine,
    ladder: app.get(LadderActivitiesProvider, { strict: false }),
    handler: app.get(SheetHandler, { strict: false }),
    unitOfWork,
    admin,
    pool: (size) =>
      new pg.Pool({
        connectionString: database.serviceUrl,
        max: size,
        pipeline: true,
        options: `-c TimeZone=UTC -c search_path=${SCHEMA}`,
      } as pg.PoolConfig),
    at: async (instant) => {
      await admin.query('UPDATE org_tenant SET clock_anchor_virtual = $1', [instant]);
    },
    principal,
    command: (who, key = null) => ({
      principal: principal(who),
      route: 'POST /v1/approvals/decisions',
      idempotencyKey: key,
      bodyHash: 'same',
      requestId: 'request',
    }),
    open: (opening = {}) => {
      subjects += 1;
      const whole = { ...PLAN_OF_ANN, subjectId: id(subjects), ...opening };
      return unitOfWork.write(TENANT, (tx) => engine.open(tx, whole));
    },
    rows: async <R>(sql: string, params: unknown[] = []) => (await admin.query(sql, params)).rows as R[],
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
