import { z } from 'zod';
import { words } from './wire-words.js';

/** Unchanged when it is UTC already, or no instant; an offset may lead out of the years that have four digits. */
function toUtc(instant: string): string {
  // Also of one in UTC: without its milliseconds it would be no instant to whoever reckons with it.
  const ms = Date.parse(instant);
  const utc = Number.isNaN(ms) ? instant : new Date(ms).toISOString();
  return /^\d{4}-/.test(utc) ? utc : instant;
}

/** Wire shapes that every area uses. Amounts and numbers are decimal strings, instants UTC, dates local. */
export const Id = z.uuid();
export const Instant = z.iso.datetime();
/** As somebody sends it: in UTC or with the offset of their zone; from here on it is UTC. */
export const GivenInstant = z.iso.datetime({ offset: true }).overwrite(toUtc);
export const LocalDate = z.iso.date();
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, words('a time like 17:00', '形如 17:00 的时间'));
export const Decimal = z
  .string()
  .regex(
    /^-?\d{1,15}(\.\d{1,6})?$/,
    words('a decimal number such as "10" or "0.905"', '数字文本，例如 "10" 或 "0.905"'),
  );
export const PositiveDecimal = z
  .string()
  .regex(
    /^\d{1,15}(\.\d{1,6})?$/,
    words('a number that is not negative, such as "10"', '不为负数的数字文本，例如 "10"'),
  );
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, words('an ISO 4217 code such as CNY', 'ISO 4217 货币代码，例如 CNY'));
/** Money, or what the company counts besides: declared under `/api/payroll/v1/assets`. */
export const AssetCode = z
  .string()
  .regex(
    /^([A-Z]{3}|[A-Z][A-Z0-9-]{3,29})$/,
    words(
      'an ISO 4217 code such as CNY, or an asset that the company declared, such as POINTS',
      'ISO 4217 货币代码，例如 CNY；或公司自定义的资产代码，例如 POINTS',
    ),
  );
export const Amount = z
  .object({
    amount: z
      .string()
      .regex(/^-?\d{1,15}(\.\d{1,4})?$/, words('an amount such as "1234.50"', '金额文本，例如 "1234.50"')),
    currency: AssetCode,
  })
  .strict()
  .meta({ id: 'Amount' });
export type Amount = z.infer<typeof Amount>;
export const Period = z
  .string()
  .regex(
    /^\d{4}-(W(0[1-9]|[1-4]\d|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]|\d\d-\d\d~\d{4}-\d\d-\d\d)$/,
    words(
      'a period such as 2026-W47, 2026-11, 2026-Q4 or 2026-11-02~2026-11-29',
      '周期，例如 2026-W47、2026-11、2026-Q4 或 2026-11-02~2026-11-29',
    ),
  );
export const Code = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    words('letters, digits, - and _, at most 64', '字母、数字、- 和 _，最多 64 个'),
  );
export const Version = z.int().min(1);
export const Text = z.string().trim().min(1).max(200);
export const LongText = z.string().trim().min(1).max(4000);

export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).optional(),
});

export const TenantClockWire = z
  .object({
    rate: z.number().min(1).max(100_000),
    anchorReal: Instant,
    anchorVirtual: Instant,
    heldAt: Instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'TenantClock' });

/** One step of "how was this computed"; words are made at the edge from the code. */
export const ExplainStep = z
  .object({ code: z.string(), values: z.record(z.string(), z.string()), result: z.string() })
  .meta({ id: 'ExplainStep' });

/** `kind:id` of what a row of the process log is about. */
export const SubjectRef = z
  .string()
  .regex(
    /^[A-Za-z0-9-]{1,64}:[^\s:]{1,200}$/,
    words('a subject such as goal-sheet:<id>', '对象，例如 goal-sheet:<id>'),
  );

/** What happened to whom, when, how late: one row of the process log. */
export const ProcessLogRow = z
  .object({
    id: Id,
    subjectKind: z.string(),
    subjectId: z.string(),
    cycleId: Id.nullable(),
    action: z.string(),
    actorKind: z.enum(['person', 'key', 'service', 'deadline']),
    actorId: z.string().nullable(),
    onBehalfOf: z.string().nullable(),
    channel: z.enum(['web', 'api', 'timer', 'event']),
    at: Instant,
    dueAt: Instant.nullable(),
    startedAt: Instant.nullable(),
    /** By which version of which rules, e.g. `pay-plan/standard@3`, where rules decided it. */
    ruleVersion: z.string().nullable(),
    reason: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ProcessLogRow' });

/** A query that is there or not, such as `?mine`. */
export const Flag = z.literal(['', 'true', '1']).optional();
