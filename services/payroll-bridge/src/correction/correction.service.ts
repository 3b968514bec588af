import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  CorrectionBands,
  CorrectionBandsQuery,
  CorrectionView,
  CorrectPayments,
} from '@goalbeat/contracts/payroll/correction-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { type CommandRequest, stableJson } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { CycleCopyRepository } from '../cycle-copy/cycle-copy.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { correctionView } from './correction.view.js';
import { CorrectionEffects } from './correction-effects.js';
import { changesNothing, Republications } from '../republication/republications.js';
import { CorrectionRepository, type CorrectionRow } from './correction.repository.js';
import { RefusedTasks } from './refused-tasks.js';
import { CorrectionTable, type Table } from './correction-table.js';

type Body = z.infer<typeof CorrectPayments>;

/** A score or a plan of a cycle was wrong: the difference is paid, or kept back, and nothing else. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly cycles: CycleCopyRepository,
    private readonly corrections: CorrectionRepository,
    private readonly table: CorrectionTable,
    private readonly effects: CorrectionEffects,
    private readonly authority: MoneyAuthority,
    private readonly republications: Republications,
    private readonly refused: RefusedTasks,
  ) {}

  /**
   * A dry run changes nothing; the correction itself wants the dry run's fingerprint. Differences above 0 go on lists that finance
   * signs; those below 0 are posted, and kept back from the next list.
   * @throws not-found, forbidden, four-eyes, validation, wrong-state (an earlier correction waits for its signature), stale-version, unavailable
   */
  async correct(asked: CommandRequest, body: Body): Promise<z.infer<typeof CorrectionView>> {
    const command = await this.authority.confirm(asked, 'payroll.correction.write');
    const { principal } = command;
    requireMay(principal, 'payroll.correction.write', { tenantId: principal.tenantId });
    const own = body.scores.findIndex((score) => score.personId === principal.personId);
    if (own >= 0)
      throw new DomainError('four-eyes', 'It is your own score: somebody else has to correct it.', {
        field: `scores.${own}.personId`,
      });
    if (body.batchId !== undefined && body.scores.length > 0)
      throw new DomainError('validation', 'A publication has all scores: name it, or the scores, not both.', {
        field: 'scores',
      });
    if (!body.dryRun && body.fingerprint === undefined)
      throw new DomainError('validation', 'Make a dry run first and send its fingerprint.', { field: 'fingerprint' });
    return this.uow.command(command, async (tx) => {
      await this.cycles.lock(tx, body.cycleId);
      const published =
        body.batchId === undefined ? null : await this.republications.open(tx, body.cycleId, body.batchId);
      const table = await this.table.of(tx, body);
      if (published !== null) requireNotOwn(table, principal.personId);
      if (published?.state === 'unchanged') requireChange(table);
      const fingerprint = fingerprintOf(body.cycleId, table);
      if (body.dryRun) {
        tx.changedNothing();
        return correctionView({ id: null, cycleId: body.cycleId, fingerprint, runIds: [] }, table);
      }
      if (fingerprint !== body.fingerprint) {
        throw new DomainError(
          'stale-version',
          'It would change other amounts than the dry run said: look at them again.',
          {
            field: 'fingerprint',
            details: { fingerprint },
          },
        );
      }
      if (published !== null) requireAllKnown(table);
      await this.#requireNoneOpen(tx, body.cycleId);
      await this.#requireNonePaidAgain(tx, table);
      const row: CorrectionRow = {
        id: uuidv7(),
        cycleId: body.cycleId,
        no: table.no,
        reason: body.reason,
        message: body.message ?? null,
        fingerprint,
        planCode: table.plan.code,
        planVersion: table.plan.version,
        scores: published === null ? body.scores : shownOf(table, published.reason ?? body.reason),
        byId: principal.personId ?? principal.id,
        at: await this.org.now(tx),
        batchId: body.batchId ?? null,
      };
      const runIds = await this.effects.apply(tx, principal, row, table);
      await this.refused.answered(tx, body.cycleId);
      if (body.batchId !== undefined) await this.republications.corrected(tx, body.batchId, row.id, principal.personId);
      tx.log({
        subjectKind: 'cycle',
        subjectId: body.cycleId,
        cycleId: body.cycleId,
        action: 'payments-corrected',
        ...actorOf(principal),
        at: row.at,
        reason: body.reason,
        ruleVersion: `pay-plan/${row.planCode}@${row.planVersion}`,
        details: { correctionId: row.id, no: row.no, fingerprint, runIds, ...told(row, table), counts: table.counts },
      });
      return correctionView({ id: row.id, cycleId: body.cycleId, fingerprint, runIds }, table);
    });
  }

  /** @throws forbidden, not-found (no list was built, no such plan) */
  bands(
    principal: Principal,
    { cycle: cycleId, payPlan }: z.infer<typeof CorrectionBandsQuery>,
  ): Promise<z.infer<typeof CorrectionBands>> {
    requireMay(principal, 'payroll.correction.write', { tenantId: principal.tenantId });
    const asked = { cycleId, ...(payPlan === undefined ? {} : { payPlan: { code: payPlan } }) };
    return this.uow.read(principal.tenantId, async (tx) => ({ bands: await this.table.bands(tx, asked) }));
  }

  /** Two at once would each pay the whole difference. */
  async #requireNoneOpen(tx: Tx, cycleId: string): Promise<void> {
    const runId = await this.corrections.underWay(tx, cycleId);
    if (runId === null) return;
    throw new DomainError(
      'wrong-state',
      'An earlier correction of this cycle waits for its signature: decide that first.',
      {
        details: { runId },
      },
    );
  }

  /** What is paid again is less by what was taken off before its list was made, not while it waits for its signature. */
  async #requireNonePaidAgain(tx: Tx, { judged }: Table): Promise<void> {
    const less = judged.filter(({ difference }) => difference < 0n).map(({ claim }) => claim.claimId);
    const [again] = await this.corrections.payingAgain(tx, less);
    if (again === undefined) return;
    throw new DomainError(
      'wrong-state',
      'Money that this takes off is on a list that pays a rejected payout again, or what was held, and waits for its signature: decide that first.',
      { details: { ...again } },
    );
  }
}

/** What the log says of the scores: a publication has them all, so it is named, with what it does to decisions by hand, and who is not in it. */
const told = (
  { batchId, scores, message }: CorrectionRow,
  { told: { overrides, kept, missing, added, open } }: Table,
) => ({
  ...(message === null ? {} : { message }),
  ...(batchId === null
    ? { scores, ...(open === null ? {} : { open }) }
    : { batchId, scores: scores.length, overrides: shown(overrides), kept: shown(kept), missing, added }),
});

const shown = (rows: Table['told']['overrides']) =>
  rows.map(({ personId, byHand, published }) => ({
    personId,
    byHand: [byHand.score, byHand.band],
    published: [published.scoreText, published.band],
  }));

/** Whoever looks at the correction later sees whose score was another, and what shows it: where nothing is said of them, why all were published. */
const shownOf = ({ changedScores }: Table, reason: string): CorrectionRow['scores'] =>
  changedScores.map(({ personId, scoreText, band, evidence }) => ({
    personId,
    score: scoreText,
    band,
    evidence: evidence ?? reason,
  }));

function requireNotOwn({ changedScores }: Table, personId: string | null): void {
  if (personId === null || !changedScores.some((score) => score.personId === personId)) return;
  throw new DomainError('four-eyes', 'Your own score is among them: somebody else has to ask for this.', {
    field: 'batchId',
  });
}

function requireChange({ counts, noRate }: Table): void {
  if (counts.up + counts.down + noRate + (counts.skipped['not-signed'] ?? 0) === 0) throw changesNothing();
}

/** A publication is taken once: what is not in the books yet, or has no rate, would be left out for ever. */
function requireAllKnown({ counts, noRate, plan }: Table): void {
  if (noRate > 0)
    throw new DomainError(
      'wrong-state',
      'The pay plan has no entry for some of these scores: add what is missing to it, and ask again by that plan (payPlan).',
      { field: 'payPlan', details: { noRate, plan: plan.code, planVersion: plan.version } },
    );
  const notSigned = counts.skipped['not-signed'] ?? 0;
  if (notSigned === 0) return;
  throw new DomainError(
    'wrong-state',
    'Some lists of this cycle are neither signed and posted nor cancelled yet: ask again once they are.',
    { field: 'batchId', details: { notSigned } },
  );
}

function fingerprintOf(cycleId: string, { plan, no, judged, refused, told: { latest, ...said } }: Table): string {
  const lines = judged.map(({ claim, worth, back }) => [
    claim.claimId,
    claim.accruedMinor,
    worth.toString(),
    back.toString(),
  ]);
  const about = [shown(said.overrides), shown(said.kept), said.missing, said.added];
  return createHash('sha256')
    .update(
      stableJson({
        cycleId,
        no,
        plan: [plan.code, plan.version],
        lines,
        latest,
        about,
        ...(refused.length === 0 ? {} : { refused }),
      }),
    )
    .digest('hex');
}
