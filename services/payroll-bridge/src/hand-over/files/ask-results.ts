import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { AskChange } from '../two-people/ask-change.js';
import { type AskedOf, type ChangeRow, HandOverChangeRepository } from '../two-people/hand-over-change.repository.js';
import type { PayoutFileRow } from './payout-file.repository.js';
import type { RefusedRow, Results } from './read-results.js';
import { inWords } from './refused-rows.js';
import { type Concerned, SecondPerson } from '../two-people/second-person.js';

const TITLE = bothLanguages(
  '请复核：结果文件称薪资已退回，确认后可重新发放',
  'please confirm: a result file says that payroll rejected them; confirmed, they may be paid again',
);

type Rows = Results['answers'];

/** What is to be sent again is not rejected as well, and a colleague's question is theirs to end. */
const isInTheWay = ({ kind, askedBy }: ChangeRow, personId: string): boolean =>
  kind !== 'results' || askedBy !== personId;

/** What a person's file says was rejected could be paid again though payroll has paid it: nobody says so alone. */
@Injectable()
export class AskResults {
  constructor(
    private readonly changes: HandOverChangeRepository,
    private readonly asking: AskChange,
    private readonly second: SecondPerson,
  ) {}

  /** What may be rejected does not leave in another file meanwhile. Call with the payouts locked. @throws wrong-state (details: changeId) */
  async requireNothingAsked(tx: Tx, payoutIds: readonly string[]): Promise<void> {
    const other = (await this.changes.openFindings(tx, payoutIds)).find(({ kind }) => kind === 'results');
    if (other === undefined) return;
    throw new DomainError(
      'wrong-state',
      'Of payouts in this file somebody has brought that payroll rejected them: that is confirmed, refused or withdrawn first.',
      { details: { changeId: other.id } },
    );
  }

  /** Brought again it is the same question; another file of the same person's about some of it counts instead, with what it leaves out. @throws as `AskChange.ask`, wrong-state (details: changeId, refused) */
  async ask(
    tx: Tx,
    file: Pick<PayoutFileRow, 'id' | 'name'>,
    rows: Rows,
    { personId, ...principal }: Principal,
  ): Promise<{ id: string; isNew: boolean } | null> {
    if (rows.length === 0) return null;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const answers = rows.map(({ answer }) => answer);
    const payoutIds = idsOf(rows);
    const before = await this.changes.openFindings(tx, payoutIds);
    const other = before.find((one) => isInTheWay(one, personId));
    if (other !== undefined) {
      throw new DomainError(
        'wrong-state',
        'Something was asked of these payouts already: it is confirmed, refused or withdrawn first.',
        {
          field: 'payoutIds',
          // The others could be taken as good rows.
          details: { changeId: other.id, refused: inWords(this.#asked(rows, before, personId)) },
        },
      );
    }
    const kept: PayoutAnswer[] = [];
    let present: AskedOf = {};
    for (const one of before) {
      if (one.kind !== 'results') continue;
      const asked = new Set(one.wanted.answers.map(({ answerId }) => answerId));
      const still = await this.changes.rejectable(tx, one);
      if (answers.every(({ answerId, payoutId }) => asked.has(answerId) && still.has(payoutId)))
        return { id: one.id, isNew: false };
      kept.push(...one.wanted.answers.filter(({ payoutId: id }) => still.has(id) && !payoutIds.includes(id)));
      present = { ...present, ...one.present };
    }
    for (const one of before)
      await this.asking.end(tx, one, 'overtaken', {
        by: null,
        reason: null,
        actor: actorOf({ personId, ...principal }),
      });
    const all = [...payoutIds, ...kept.map(({ payoutId }) => payoutId)];
    const owners = await this.changes.payouts(tx, all);
    const change = await this.asking.ask(
      tx,
      {
        kind: 'results',
        // What was asked before is judged by what was known then.
        present: { ...present, ...(await this.changes.standing(tx, 'results', payoutIds)) },
        wanted: { fileId: file.id, answers: [...answers, ...kept] },
        runId: null,
        payoutIds: all,
        reason: null,
        askedBy: personId,
      },
      { ownerIds: [...new Set(owners.map((one) => one.personId))], payoutIds: all },
      `${TITLE}：${file.name} ${all.length}`,
      { personId, ...principal },
    );
    return { id: change.id, isNew: true };
  }

  /**
   * Those of the rows that can be asked, where a file's good rows are taken; each of the others with its reason: something was asked of
   * it already, or there is nobody to confirm it. Call with the payouts locked. @throws copy-behind
   */
  async askable(tx: Tx, rows: Rows, { personId, roles }: Principal): Promise<{ asked: Rows; refused: RefusedRow[] }> {
    if (rows.length === 0 || personId === null) return { asked: rows, refused: [] };
    const before = await this.changes.openFindings(tx, idsOf(rows));
    const already = this.#asked(rows, before, personId);
    const open = rows.filter(({ line }) => !already.some((row) => row.line === line));
    const { confirmable, refused } = await this.#confirmable(tx, open, { id: personId, roles });
    return { asked: confirmable, refused: [...already, ...refused] };
  }

  /** Rows of whose payouts something waits to be confirmed that is not this person's own file. */
  #asked(rows: Rows, before: readonly ChangeRow[], personId: string): RefusedRow[] {
    const ids = new Set(before.filter((one) => isInTheWay(one, personId)).flatMap((one) => one.payoutIds ?? []));
    return refusedFor(
      new DomainError(
        'wrong-state',
        'Something was asked of this payout already: it is confirmed, refused or withdrawn first.',
      ),
      rows.filter(({ answer }) => ids.has(answer.payoutId)),
    );
  }

  /** Nobody confirms what is about their own pay: where that leaves nobody, the rest goes on without their rows. */
  async #confirmable(
    tx: Tx,
    rows: Rows,
    first: Pick<Principal, 'roles'> & { id: string },
  ): Promise<{ confirmable: Rows; refused: RefusedRow[] }> {
    if (rows.length === 0) return { confirmable: rows, refused: [] };
    const owners = new Map((await this.changes.payouts(tx, idsOf(rows))).map(({ id, personId }) => [id, personId]));
    const ownerOf = ({ answer }: Rows[number]): string => owners.get(answer.payoutId) ?? '';
    const of = (some: Rows): Concerned => ({ ownerIds: [...new Set(some.map(ownerOf))], payoutIds: idsOf(some) });
    const found = await this.#others(tx, first, of(rows));
    if (!isDomainError(found)) return { confirmable: rows, refused: [] };
    const could = await this.#others(tx, first, { ...of(rows), ownerIds: [] });
    if (isDomainError(could)) return { confirmable: [], refused: refusedFor(found, rows) };
    const [theirs, rest] = partition(rows, (row) => could.includes(ownerOf(row)));
    const refused = refusedFor(found, theirs);
    const still = rest.length === 0 ? [] : await this.#others(tx, first, of(rest));
    return isDomainError(still)
      ? { confirmable: [], refused: [...refused, ...refusedFor(still, rest)] }
      : { confirmable: rest, refused };
  }

  /** Who could confirm it; the refusal where there is nobody. */
  async #others(
    tx: Tx,
    first: Pick<Principal, 'roles'> & { id: string },
    concerned: Concerned,
  ): Promise<string[] | DomainError> {
    try {
      return await this.second.others(tx, first, concerned);
    } catch (error) {
      if (isDomainError(error) && error.code === 'nobody-to-approve') return error;
      throw error;
    }
  }
}

const idsOf = (rows: Rows): string[] => rows.map(({ answer }) => answer.payoutId);

const refusedFor = ({ code, message }: DomainError, rows: Rows): RefusedRow[] =>
  rows.map(({ line }) => ({ line, code, field: 'payout_id', message }));

function partition<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}
