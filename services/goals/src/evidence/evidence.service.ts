import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { GoalSheetRepository, type SheetRow } from '../goal-sheet/goal-sheet.repository.js';
import { requireState } from '../goal-sheet/goal-sheet.service.js';
import { SheetAccess } from '../goal-sheet/sheet-access.js';
import { EvidenceStore } from './evidence-store.js';
import { EvidenceRepository, type EvidenceAnswer } from './evidence.repository.js';
import { sniffMedia } from './sniff-media.js';

export interface Upload {
  name: string;
  declaredType: string;
  bytes: Uint8Array;
}

const OPEN: readonly SheetState[] = [
  'issued',
  'plan-submitted',
  'plan-returned',
  'planned',
  'report-submitted',
  'report-returned',
];
const FILES_A_GOAL = 50;

@Injectable()
export class EvidenceService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evidence: EvidenceRepository,
    private readonly sheets: GoalSheetRepository,
    private readonly access: SheetAccess,
    private readonly store: EvidenceStore,
    private readonly org: OrgCopy,
  ) {}

  /** Before anything of the file is read. @throws not-found, forbidden, wrong-state, validation (goal) */
  async requireUpload(principal: Principal, sheetId: string, goalId: string): Promise<void> {
    await this.uow.read(principal.tenantId, async (tx) => {
      await this.#require(tx, principal, await this.sheets.one(tx, sheetId), goalId);
    });
  }

  /**
   * Keeps a file for a goal; what the report then names. Type by content, at most 10 MB.
   * @throws as `requireUpload`, and unsupported-media, validation (empty, too many)
   */
  async add(command: CommandRequest, sheetId: string, goalId: string, upload: Upload): Promise<EvidenceAnswer> {
    const { principal } = command;
    const mediaType = await sniffMedia(upload.bytes, upload.name, upload.declaredType);
    const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
    await this.store.put(principal.tenantId, sha256, upload.bytes);
    // The kit hashes JSON bodies; of an upload the goal, the name and the bytes are what must not differ under one key.
    const bodyHash = createHash('sha256').update(`${goalId}\n${upload.name}\n${sha256}`).digest('hex');
    return this.uow.command({ ...command, bodyHash: command.idempotencyKey === null ? '' : bodyHash }, async (tx) => {
      // Locked: a confirmation that comes at this moment freezes what is there, and this is refused.
      const sheet = await this.sheets.lock(tx, sheetId);
      await this.#require(tx, principal, sheet, goalId);
      if ((await this.evidence.countOf(tx, goalId)) >= FILES_A_GOAL) {
        throw new DomainError('validation', `file: a goal has at most ${FILES_A_GOAL} files`, { field: 'file' });
      }
      const at = await this.org.now(tx);
      const added = await this.evidence.addFile(
        tx,
        { sheetId, goalId, name: upload.name, mediaType, bytes: upload.bytes.length, sha256 },
        { at, by: principal.personId },
      );
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: sheetId,
        cycleId: sheet.cycleId,
        action: 'evidence.added',
        ...actorOf(principal),
        at,
        details: { evidenceId: added.id, goalId, mediaType, bytes: added.bytes, sha256 },
      });
      return added;
    });
  }

  /** @throws not-found, forbidden, unavailable */
  async read(principal: Principal, id: string): Promise<{ file: EvidenceAnswer; content: Readable }> {
    const file = await this.uow.read(principal.tenantId, async (tx) => {
      const found = await this.evidence.file(tx, id);
      const sheet = await this.sheets.one(tx, found.sheetId);
      await this.access.requireRead(tx, principal, 'goals.evidence.read', sheet);
      return found;
    });
    return { file, content: await this.store.read(principal.tenantId, file.sha256) };
  }

  async #require(tx: Tx, principal: Principal, sheet: SheetRow, goalId: string): Promise<void> {
    await this.access.require(tx, principal, ['goals.evidence.write'], sheet);
    requireState(sheet, OPEN, 'The sheet is closed: its evidence is frozen.');
    const goals = await this.sheets.goals(tx, [sheet.id]);
    if (!goals.some((goal) => goal.id === goalId)) {
      throw new DomainError('validation', 'goal: is no goal of this sheet', { field: 'goal' });
    }
  }
}
