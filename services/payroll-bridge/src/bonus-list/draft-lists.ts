import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { v7 as uuidv7 } from 'uuid';
import { Organisation } from '../organisation/organisation.service.js';
import type { RunRow } from '../payout-run/payout-run.repository.js';
import { BonusLineRepository, type NewLine } from './bonus-line.repository.js';
import { BonusListRepository, type ListPart, type ListRow } from './bonus-list.repository.js';
import { wire } from './bonus-list.view.js';

export interface DraftList {
  id: string;
  part: ListPart;
  title: string;
  lines: number;
  unitPaths: string[][];
}

const KIND_WORDS: Readonly<Record<RunRow['kind'], string>> = {
  cycle: bothLanguages('奖金清单', 'bonus list'),
  'off-cycle': bothLanguages('补发清单', 'off-cycle list'),
};
const PART_WORDS: Readonly<Record<ListPart, string>> = {
  main: '',
  signers: ` · ${bothLanguages('审批人', 'signers')}`,
};

/** "2026-W47 奖金清单 / bonus list CNY": as the desk shows it. */
export const listTitle = (run: Pick<RunRow, 'period' | 'currency' | 'kind'>, part: ListPart): string =>
  `${run.period} ${KIND_WORDS[run.kind]} ${run.currency}${PART_WORDS[part]}`;

/** With what there is to sign of it. */
export const signTitle = (list: Pick<ListRow, 'period' | 'currency' | 'kind' | 'part' | 'totalMinor'>): string =>
  `${listTitle(list, list.part)} ${wire(list.totalMinor, list.currency).amount}`;

/** Splits a run's lines into what the chain signs and what those in the chain would earn themselves (D4). */
@Injectable()
export class DraftLists {
  constructor(
    private readonly organisation: Organisation,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
  ) {}

  /** A part without lines has no list. */
  async make(
    tx: Tx,
    run: RunRow,
    lines: readonly Omit<NewLine, 'listId'>[],
    beside: { budgetMinor: string | null; earlierRunId: string | null },
  ): Promise<DraftList[]> {
    const signers = await this.organisation.signers(tx, run.chain);
    const earlier = beside.earlierRunId === null ? [] : await this.lists.ofRun(tx, beside.earlierRunId);
    const made: DraftList[] = [];
    for (const part of ['main', 'signers'] as const) {
      const mine = lines.filter((line) => signers.has(line.personId) === (part === 'signers'));
      if (mine.length === 0) continue;
      const id = uuidv7();
      await this.lists.create(tx, {
        id,
        runId: run.id,
        part,
        budgetMinor: part === 'main' ? beside.budgetMinor : null,
        lastTotalMinor: earlier.find((list) => list.part === part)?.totalMinor ?? null,
      });
      await this.lines.insert(
        tx,
        mine.map((line) => ({ ...line, listId: id })),
      );
      const unitPaths = [...new Map(mine.map((line) => [line.unitId, line.unitPath])).values()];
      made.push({ id, part, title: listTitle(run, part), lines: mine.length, unitPaths });
    }
    return made;
  }
}
