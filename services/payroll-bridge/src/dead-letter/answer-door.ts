import { Injectable } from '@nestjs/common';
import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import type { Examined, LetterDoor } from '@goalbeat/service-kit/dead-letter/letter-door';
import { requireOwn, unreadable } from '@goalbeat/service-kit/dead-letter/require-own';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { readAnswer } from '../payout/read-answer.js';
import { TakeAnswers } from '../payout/take-answers.js';
import { examineAnswer } from './examine-answer.js';

/** Payroll's answers are no events: how a dead one is read, and taken once more. */
@Injectable()
export class AnswerDoor implements LetterDoor {
  readonly queue = PAYROLL_ANSWERS_QUEUE;

  constructor(private readonly answers: TakeAnswers) {}

  examine(body: Buffer, reason: string): Examined {
    return examineAnswer(body, reason);
  }

  async take(tx: Tx, body: Buffer): Promise<void> {
    const read = readAnswer(body);
    if (!read.ok) throw unreadable(read.detail);
    requireOwn(read.answer.tenantId, tx.tenantId);
    await this.answers.take(tx, [read.answer], { actorKind: 'service', actorId: 'payroll', channel: 'event' });
  }
}
