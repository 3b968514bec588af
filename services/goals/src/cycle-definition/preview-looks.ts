import { Injectable } from '@nestjs/common';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';
import { DefinitionWarnings } from './definition-warnings.js';
import { PreviewApprovers } from './preview-approvers.js';
import type { FieldProblem } from './problem.js';
import { RulesCheck, type RulesChecked } from './rules-check.js';

/** What a preview looks at besides instants. */
@Injectable()
export class PreviewLooks {
  constructor(
    private readonly deciders: PreviewApprovers,
    private readonly hints: DefinitionWarnings,
    private readonly peers: RulesCheck,
  ) {}

  /** Asks others, so outside of any transaction; whoever does not answer is told of. */
  rules(tenantId: string, data: Data): Promise<RulesChecked> {
    return this.peers.seen(tenantId, data);
  }

  /** Of a definition without problems. */
  warnings(tx: Tx, definition: { id: string; data: Data }): Promise<FieldProblem[]> {
    return this.hints.of(tx, definition);
  }

  approvers(
    tx: Tx,
    data: Data,
    periods: readonly { period: string; last: string }[],
    today: string,
    language: Language,
  ): ReturnType<PreviewApprovers['of']> {
    return this.deciders.of(tx, data, periods, today, language);
  }
}
