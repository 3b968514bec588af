import { Injectable } from '@nestjs/common';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';
import { DefinitionCheck } from './definition-check.js';
import { DefinitionWarnings, told } from './definition-warnings.js';
import type { FieldProblem } from './problem.js';
import { RulesCheck, type RulesChecked } from './rules-check.js';

/** Whether cycles may open with a definition. */
@Injectable()
export class ReadyCheck {
  constructor(
    private readonly check: DefinitionCheck,
    private readonly hints: DefinitionWarnings,
    private readonly peers: RulesCheck,
  ) {}

  /** Asks others, so outside of any transaction. @throws unavailable */
  rules(tenantId: string, data: Data, language: Language): Promise<RulesChecked> {
    return this.peers.required(tenantId, data, language);
  }

  /** @throws validation, unknown-unit, unknown-person, nobody-to-approve */
  async requireGood(tx: Tx, data: Data, language: Language): Promise<void> {
    await this.check.requireGood(tx, data, language);
    await this.check.requireApprovers(tx, data, language);
  }

  async warnings(
    tx: Tx,
    definition: { id: string; data: Data },
    ofRules: readonly FieldProblem[],
    language: Language,
  ): Promise<{ field: string; message: string }[]> {
    return told([...ofRules, ...(await this.hints.of(tx, definition))], language);
  }
}
