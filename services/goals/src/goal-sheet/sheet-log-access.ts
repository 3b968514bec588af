import { Injectable } from '@nestjs/common';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { ProcessLogAccess } from '@goalbeat/service-kit/process-log/process-log-access';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { GoalSheetRepository } from './goal-sheet.repository.js';
import { SheetAccess } from './sheet-access.js';

/** Subjects whose id is a sheet's. */
const OF_A_SHEET = ['goal-sheet', 'plan', 'report', 'make-plan', 'make-report'];

/** Who may see a sheet may see what happened to it. */
@Injectable()
export class SheetLogAccess implements ProcessLogAccess {
  constructor(
    private readonly sheets: GoalSheetRepository,
    private readonly access: SheetAccess,
  ) {}

  async mayRead(tx: Tx, principal: Principal, subject: { kind: string; id: string }): Promise<boolean> {
    if (!OF_A_SHEET.includes(subject.kind) || !Id.safeParse(subject.id).success) return false;
    try {
      await this.access.require(tx, principal, ['process-log.read'], await this.sheets.one(tx, subject.id));
      return true;
    } catch (error) {
      if (isDomainError(error) && (error.code === 'forbidden' || error.code === 'not-found')) return false;
      throw error;
    }
  }
}
