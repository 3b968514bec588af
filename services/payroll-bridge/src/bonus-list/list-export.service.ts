import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { reachOf } from '../organisation/reach.js';
import { BonusLineRepository } from './bonus-line.repository.js';
import { BonusListService } from './bonus-list.service.js';
import { lineView } from './bonus-list.view.js';
import { listCsv } from './list-csv.js';

/** What leaves the house in a file is nobody's to take unseen. */
@Injectable()
export class ListExportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly lists: BonusListService,
    private readonly lines: BonusLineRepository,
  ) {}

  /**
   * All lines that the reader may see of it, as CSV (UTF-8 with its mark).
   * @throws not-found, forbidden
   */
  csv(command: CommandRequest, id: string, language: Language): Promise<{ name: string; content: string }> {
    const { units } = reachOf(command.principal, 'payroll.list.export');
    // A stored answer would keep people's pay beside the list for a week, and a second file is a second export.
    return this.uow.command({ ...command, idempotencyKey: null }, async (tx) => {
      const list = await this.lists.inReach(tx, id, units);
      const lines = (await this.lines.ofList(tx, id)).filter(
        ({ unitPath }) => units === null || unitPath.some((unit) => units.includes(unit)),
      );
      if (lines.length === 0 && units !== null) throw new DomainError('not-found', 'There is no such bonus list.');
      const names = new Map((await this.org.units(tx)).map((unit) => [unit.id, unit.name]));
      tx.log({
        subjectKind: 'bonus-list',
        subjectId: id,
        cycleId: list.cycleId,
        action: 'exported',
        ...actorOf(command.principal),
        at: await this.org.now(tx),
        details: { format: 'csv', lines: lines.length, of: list.lines, language },
      });
      const views = lines.map((line) => lineView(line, language));
      return {
        name: `${NAME[language]}-${list.period}-${list.currency}.csv`,
        content: listCsv(views, names, language),
      };
    });
  }
}

const NAME: Record<Language, string> = { en: 'bonus-list', 'zh-CN': '奖金清单' };
