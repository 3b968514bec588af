import { Injectable } from '@nestjs/common';
import type { ListRoundDiff, ListRoundDiffQuery, ListRounds } from '@goalbeat/contracts/payroll/list-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { BonusListService } from './bonus-list.service.js';
import { wire } from './bonus-list.view.js';
import { type LineChange, ListRoundsRepository, type RoundLine } from './list-rounds.repository.js';

/** What was submitted each time, and what is another since. */
@Injectable()
export class ListRoundsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lists: BonusListService,
    private readonly rounds: ListRoundsRepository,
  ) {}

  /** Oldest first. @throws not-found, forbidden */
  of(principal: Principal, listId: string): Promise<z.infer<typeof ListRounds>> {
    return this.uow.read(principal.tenantId, async (tx) => {
      const { currency } = (await this.lists.shown(tx, principal, listId)).list;
      const rows = await this.rounds.rounds(tx, listId);
      return {
        items: rows.map(({ totalMinor, ...row }) => ({ ...row, total: wire(totalMinor, currency) })),
      };
    });
  }

  /** Lines that differ between two rounds, by employee number. @throws not-found (list or round), forbidden */
  diff(
    principal: Principal,
    listId: string,
    from: number,
    query: z.infer<typeof ListRoundDiffQuery>,
  ): Promise<z.infer<typeof ListRoundDiff>> {
    const cursor = query.after === undefined ? null : decodeCursor(query.after, 2);
    return this.uow.read(principal.tenantId, async (tx) => {
      const { list, units } = await this.lists.shown(tx, principal, listId);
      const { currency, round } = list;
      const to = query.to ?? round;
      for (const [n, field] of [
        [from, 'round'],
        [to, 'to'],
      ] as const) {
        if (n >= 1 && n <= round) continue;
        throw new DomainError('not-found', `The list was submitted ${round} times.`, { field, details: { round } });
      }
      const rows = await this.rounds.diff(tx, {
        listId,
        from,
        to,
        units,
        after: cursor === null ? null : { number: String(cursor[0]), id: String(cursor[1]) },
        limit: query.limit,
      });
      return pageOfRows(
        rows,
        query.limit,
        (row) => changeView(row, currency),
        (row) => [row.personNumber, row.lineId],
      );
    });
  }
}

function changeView(
  { before, after, ...who }: LineChange,
  currency: string,
): z.infer<typeof ListRoundDiff>['items'][number] {
  const side = (line: RoundLine | null) =>
    line === null ? null : { amount: wire(line.amountMinor, currency), state: line.state, heldReason: line.heldReason };
  const change = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const adjusted = after?.explain.findLast(({ code }) => code === 'adjusted')?.values['reason'];
  return {
    ...who,
    change,
    before: side(before),
    after: side(after),
    reason: after?.heldReason ?? (adjusted === undefined ? null : adjusted),
  };
}
