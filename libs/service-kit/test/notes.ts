import { Body, Controller, Get, Injectable, Module, Param, Post, Query, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { ServiceName } from '@goalbeat/contracts/names';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { claimsOf } from '../src/auth/access-token.js';
import { CurrentPrincipal } from '../src/auth/current-principal.js';
import { Internal, Permission } from '../src/auth/permission.js';
import type { KitConfig } from '../src/config/base-env.js';
import { Command, type CommandRequest } from '../src/db/command-request.js';
import type { Tx } from '../src/db/tx.js';
import { UnitOfWork } from '../src/db/unit-of-work.js';
import { decodeCursor, pageOfRows, pageQuery } from '../src/http/pages.js';
import type { EventConsumer } from '../src/inbox/event-consumer.js';
import { createService } from '../src/start/bootstrap.js';
import { heldToLog } from '../src/temporal/held.js';
import { ServiceKitModule } from '../src/start/service-kit.module.js';
import type { ServiceOptions } from '../src/start/service-options.js';
import { SCHEMA } from './environment.js';

export const NOTE_WRITTEN = 'goalbeat.test.note.written.v1';
export const TENANT = '01890000-0000-7000-8000-000000000001';
export const OTHER_TENANT = '01890000-0000-7000-8000-000000000002';

const NewNote = z.object({ text: z.string().min(1).max(2_000_000), line: z.object({ amount: z.string() }).optional() });
type NewNote = z.infer<typeof NewNote>;
const NotesQuery = pageQuery.extend({ starts: z.string().optional() });
type NotesQuery = z.infer<typeof NotesQuery>;
interface NoteRow {
  id: string;
  text: string;
}

@Controller('v1/notes')
export class NoteController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Post()
  @Permission('goals.sheet.write')
  write(@Command() command: CommandRequest, @Body({ schema: NewNote }) body: NewNote) {
    return this.unitOfWork.command(command, async (tx) => {
      const id = uuidv7();
      await tx.execute('INSERT INTO note (id, tenant_id, text) VALUES ($1, $2, $3)', [id, tx.tenantId, body.text]);
      if (body.text === 'slow') await tx.query('SELECT pg_sleep(2)');
      if (body.text === 'refused') throw new DomainError('wrong-state', 'Not now.', { details: { state: 'closed' } });
      tx.publish({ type: NOTE_WRITTEN, subject: id, data: { text: body.text } });
      tx.log({
        subjectKind: 'note',
        subjectId: id,
        action: 'written',
        actorKind: 'person',
        actorId: command.principal.id,
        channel: 'api',
        at: '2026-11-23T01:00:00.000Z',
      });
      return { id, text: body.text };
    });
  }

  @Get()
  @Permission('goals.sheet.read')
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: NotesQuery }) query: NotesQuery) {
    const after = query.after === undefined ? null : decodeCursor(query.after, 1)[0];
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      const rows = await tx.query<NoteRow>(
        `SELECT id, text FROM note WHERE ($1::uuid IS NULL OR id > $1) AND ($3::text IS NULL OR text LIKE $3 || '%') ORDER BY id LIMIT $2`,
        [after, query.limit + 1, query.starts ?? null],
      );
      return pageOfRows(
        rows,
        query.limit,
        (row) => row,
        (row) => [row.id],
      );
    });
  }

  @Get(':id')
  @Permission('goals.sheet.read')
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: z.uuid() }) id: string) {
    return this.unitOfWork.read(principal.tenantId, (tx) =>
      tx.one<NoteRow>('SELECT id, text FROM note WHERE id = $1', [id]),
    );
  }

  @Get('broken/inside')
  @Permission('goals.sheet.read')
  broken() {
    throw new Error('a secret of the house');
  }

  @Get('undeclared/route')
  undeclared() {
    return { reached: true };
  }
}

@Controller('internal')
export class InternalNoteController {
  @Get('whoami')
  @Internal('internal.organisation.read')
  whoami(@CurrentPrincipal() principal: Principal) {
    return { kind: principal.kind, id: principal.id, tenantId: principal.tenantId };
  }

  @Get('refuse')
  @Internal('internal.organisation.read')
  refuse() {
    throw new DomainError('unknown-person', 'Nobody has this number.', { field: 'number', details: { number: 'E1' } });
  }

  @Get('not-granted')
  @Internal('internal.authority.ask')
  notGranted() {
    return { reached: true };
  }
}

/** What the consumer is to do with the next events; tests set it. */
@Injectable()
export class NoteConsumer implements EventConsumer {
  readonly name = 'note-copy';
  readonly types = [NOTE_WRITTEN];
  readonly handled: CloudEvent[] = [];
  attempts = 0;
  onEvent: (event: CloudEvent, tx: Tx) => Promise<void> = () => Promise.resolve();

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    this.attempts += 1;
    await this.onEvent(event, tx);
    this.handled.push(event);
  }
}

@Injectable()
export class NoteActivities {
  activities() {
    return heldToLog({
      count: (input: { tenantId: string }): Promise<{ tenantId: string }> => Promise.resolve(input),
      notGranted: (input: { tenantId: string }): Promise<{ tenantId: string }> => Promise.resolve(input),
      refuse: (input: { code: ErrorCode; name: string }): Promise<void> =>
        Promise.reject(
          new DomainError(input.code, `About ${input.name}`, { field: 'person', details: { name: input.name } }),
        ),
    });
  }
}

export interface Notes {
  app: NestFastifyApplication;
  token(
    principal?: Partial<Principal>,
    claims?: Partial<{ typ: string; aud: string; expires: string; key: CryptoKey }>,
  ): Promise<string>;
  close(): Promise<void>;
}

/** The throw-away service of these specs. */
export async function startNotes(
  name: ServiceName,
  config: KitConfig,
  options: Partial<ServiceOptions> = {},
): Promise<Notes> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const machineGrants = {
    services: { [name]: ['internal.organisation.read'], directory: ['internal.organisation.read'] },
    workflows: { callActivity: ['count', 'refuse'].map((activity) => `activity.${name}.${activity}`) },
  };
  const kit = ServiceKitModule.forService({
    name,
    schema: SCHEMA,
    config,
    tokenKeys: () => publicKey,
    machineGrants,
    ...options,
  });

  @Module({
    imports: [kit],
    controllers: [NoteController, InternalNoteController],
    providers: [NoteConsumer, NoteActivities],
  })
  class NotesModule {}

  const module: Type<object> = NotesModule;
  const app = await createService({ name, config, module });
  return {
    app,
    token: (principal = {}, claims = {}) =>
      new SignJWT({ ...claimsOf({ ...LEAD, ...principal }) })
        .setProtectedHeader({ alg: 'ES256', typ: claims.typ ?? 'at+jwt' })
        .setIssuer('goalbeat-directory')
        .setAudience(claims.aud ?? 'goalbeat')
        .setIssuedAt()
        .setExpirationTime(claims.expires ?? '5m')
        .sign(claims.key ?? privateKey),
    close: () => app.close(),
  };
}

export const LEAD: Principal = {
  kind: 'person',
  tenantId: TENANT,
  id: 'account-1',
  personId: '01890000-0000-7000-8000-0000000000a1',
  roles: [{ role: 'hr-lead', unitId: null }],
  scopes: [],
};
