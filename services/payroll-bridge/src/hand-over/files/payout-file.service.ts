import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  PayoutFilePage,
  PayoutFileQuery,
  PayoutFileView,
  ResultsQuery,
  ResultsTaken,
} from '@goalbeat/contracts/payroll/hand-over-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { isOfHr } from '../../organisation/counted-roles.js';
import { MoneyAuthority } from '../../organisation/money-authority.js';
import { PayoutGate, payoutsStopped } from '../../payout-gate/payout-gate.js';
import { BatchCloser } from '../../payout/batch-closer.js';
import { PayoutRepository } from '../../payout/payout.repository.js';
import { TakeAnswers } from '../../payout/take-answers.js';
import { AskResults } from './ask-results.js';
import { PayoutFileRepository, type PayoutFileRow } from './payout-file.repository.js';
import { payoutsIn } from './payout-csv.js';
import { readResults } from './read-results.js';
import { inWords } from './refused-rows.js';
import { RenewFiles } from './renew-files.js';
import { SiftResults } from './sift-results.js';
import { UNRELEASED } from './unreleased-files.js';

type View = z.infer<typeof PayoutFileView>;
const MOST_SHOWN = 100;

const view = ({ id, runId, batchId, name, rows, sha256, createdAt, releasedAt }: PayoutFileRow): View => ({
  id,
  runId,
  batchId,
  name,
  rows,
  sha256,
  createdAt,
  releasedAt,
});

/** Files to payroll and back. From its release on a file counts as handed over. */
@Injectable()
export class PayoutFileService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: PayoutFileRepository,
    private readonly payouts: PayoutRepository,
    private readonly answers: TakeAnswers,
    private readonly authority: MoneyAuthority,
    private readonly gate: PayoutGate,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly closer: BatchCloser,
    private readonly engine: ApprovalEngine,
    private readonly renewal: RenewFiles,
    private readonly sift: SiftResults,
    private readonly asking: AskResults,
  ) {}

  list(principal: Principal, query: z.infer<typeof PayoutFileQuery>): Promise<z.infer<typeof PayoutFilePage>> {
    requireMay(principal, 'payroll.hand-over.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.files.list(tx, {
          runId: query.run ?? null,
          after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
          limit: query.limit,
        }),
        query.limit,
        view,
        (row) => [row.id],
      ),
    );
  }

  /**
   * Once; again it changes nothing. @throws step-up-required (people), forbidden, four-eyes (they are of HR), not-found, payouts-stopped,
   * wrong-state (payroll has answered some of it: what is left stands in a new file; of some it waits whether payroll rejected them: changeId)
   */
  async release(asked: CommandRequest, id: string): Promise<View> {
    const command = await this.#confirmed(asked);
    // By itself: the new file is there also where this release is refused.
    await this.uow.write(asked.principal.tenantId, (tx) => this.renewal.look(tx, id));
    return this.uow.command(command, async (tx) => {
      await this.#requireNotOfHr(
        tx,
        command.principal,
        'HR does not decide where money goes: somebody of finance asks for it.',
      );
      // Payouts first: the order in which answers lock them.
      const ids = await this.files.payoutIds(tx, id);
      await this.payouts.lock(tx, ids);
      const file = await this.files.lock(tx, id);
      if (file.releasedAt !== null) {
        tx.changedNothing();
        return view(file);
      }
      await this.gate.requireOpen(tx);
      if (!(await this.files.isWhole(tx, file))) {
        throw new DomainError(
          'wrong-state',
          'Payroll has answered payouts of this file meanwhile: it is not given away. What is left of it stands in a new file.',
        );
      }
      await this.asking.requireNothingAsked(tx, ids);
      const sent = await this.files.release(tx, id, command.principal.id);
      const [clock, now] = [await this.org.clock(tx), await this.org.now(tx)];
      await this.payouts.foundAgain(tx, sent, clock, now);
      await this.engine.closeTodos(tx, { subjectKind: UNRELEASED, subjectIds: [id] });
      tx.log({
        subjectKind: 'payout-file',
        subjectId: id,
        action: 'released',
        ...actorOf(command.principal),
        at: now,
        details: { runId: file.runId, batchId: file.batchId, payouts: sent.length, sha256: file.sha256 },
      });
      tx.afterCommit(() => this.closer.wake());
      return view(await this.files.lock(tx, id));
    });
  }

  /** Its bytes, to the last as they were made. @throws forbidden, not-found, wrong-state before its release and once its payouts went another way, payouts-stopped */
  content(principal: Principal, id: string): Promise<{ name: string; content: string; sha256: string }> {
    requireMay(principal, 'payroll.hand-over.file', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) => {
      const file = await this.files.withContent(tx, id);
      requireReleased(file);
      if (await this.gate.isStopped(tx)) throw payoutsStopped();
      if (await this.files.isOutdated(tx, id, payoutsIn(file.content))) {
        throw new DomainError(
          'wrong-state',
          'Payouts of this file went to payroll in another one as well: this one is not given away any more.',
        );
      }
      return file;
    });
  }

  /**
   * Payroll's answers in the file that it got. A person brings none about their own pay, nor one that takes back that payroll has paid; what
   * they bring as rejected counts once another one has confirmed it (`asked`); in mode `whole` nothing is taken where it cannot be asked.
   * @throws validation (details.refused: the rows at fault, in mode `whole`), forbidden, four-eyes (they are of HR), not-found, wrong-state before its release, or where
   * something was asked of a payout already (mode `whole`, as nobody-to-approve)
   */
  async take(
    request: CommandRequest,
    id: string,
    { mode }: z.infer<typeof ResultsQuery>,
    text: string,
  ): Promise<z.infer<typeof ResultsTaken>> {
    const command = await this.#confirmed(request);
    return this.uow.command(command, async (tx) => {
      await this.#requireNotOfHr(tx, command.principal, 'HR does not decide what payroll has paid: finance does.');
      const file = await this.files.lock(tx, id);
      requireReleased(file);
      const read = readResults(text, {
        tenantId: tx.tenantId,
        batchId: file.batchId,
        payouts: await this.files.payouts(tx, id),
        now: this.clock.instant(),
        zone: (await this.org.tenant(tx)).zone,
      });
      const { principal } = command;
      const { answers, asked, refused, open } = await this.sift.of(tx, principal, read, mode);
      if (mode === 'whole' && refused.length > 0) {
        const [first] = refused;
        throw new DomainError(
          'validation',
          `${refused.length} rows are wrong, the first in line ${first?.line ?? 0}: ${first?.message ?? ''} Nothing was taken. Mend them, or send mode=good-rows.`,
          {
            field: `line ${first?.line ?? 0}, ${first?.field ?? ''}`,
            details: { refused: inWords(refused.slice(0, MOST_SHOWN)) },
          },
        );
      }
      const outcomes = await this.answers.take(
        tx,
        answers.map(({ answer }) => answer),
        actorOf(command.principal),
      );
      const change = await this.asking.ask(tx, file, asked, principal);
      if (outcomes.every((outcome) => outcome === 'repeated') && change?.isNew !== true) tx.changedNothing();
      else {
        tx.log({
          subjectKind: 'payout-file',
          subjectId: id,
          action: 'results-taken',
          ...actorOf(command.principal),
          at: await this.org.now(tx),
          details: { answers: answers.length, asked: asked.length, refused: refused.length, open },
        });
      }
      const taken = answers.map(({ line, answer }, at) => ({
        line,
        payoutId: answer.payoutId,
        outcome: outcomes[at] ?? 'repeated',
      }));
      return {
        taken,
        refused: inWords(refused),
        asked: asked.map(({ line, answer }) => ({ line, payoutId: answer.payoutId })),
        changeId: change?.id ?? null,
        open,
      };
    });
  }

  /** A key is payroll's own machine; a person proves again who they are. */
  async #confirmed(asked: CommandRequest): Promise<CommandRequest> {
    const tenantId = asked.principal.tenantId;
    requireMay(asked.principal, 'payroll.hand-over.file', { tenantId });
    if (asked.principal.kind !== 'person') return asked;
    requireFreshSignIn(asked.principal, this.clock.now());
    const command = await this.authority.confirm(asked, 'payroll.hand-over.file');
    requireMay(command.principal, 'payroll.hand-over.file', { tenantId });
    return command;
  }

  /** Whatever role of finance they hold besides, by directory now or by our copy. @throws four-eyes */
  async #requireNotOfHr(tx: Tx, { kind, personId, roles }: Principal, message: string): Promise<void> {
    if (kind !== 'person' || personId === null) return;
    const [copied] = await this.org.people(tx, { ids: [personId] });
    if (isOfHr([...roles, ...(copied?.roles ?? [])])) throw new DomainError('four-eyes', message);
  }
}

function requireReleased(file: PayoutFileRow): void {
  if (file.releasedAt !== null) return;
  throw new DomainError('wrong-state', 'Release the file first: from then on payroll may have it.');
}
