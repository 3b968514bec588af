import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CycleFactRepository } from '../cycle-fact/cycle-fact.repository.js';
import { ResultBatchRepository } from '../result-batch/result-batch.repository.js';
import type { RuleSetRow } from '../rule-set/rule-set.entity.js';
import { RuleSetRepository } from '../rule-set/rule-set.repository.js';

/** What a run is computed from. */
@Injectable()
export class RunInputs {
  constructor(
    readonly batches: ResultBatchRepository,
    readonly cycles: CycleFactRepository,
    private readonly rules: RuleSetRepository,
  ) {}

  /**
   * What HR has pinned for the cycle as of a version of its control row; null: nothing.
   * @throws not-yet while that version is on its way
   */
  async pinned(tx: Tx, cycleId: string, control: number): Promise<{ ruleSet: string; version: number | null } | null> {
    const cycle = await this.cycles.find(tx, cycleId);
    if ((cycle?.control ?? 0) < control) {
      throw new DomainError('not-yet', 'What HR changed of the cycle is still on its way.');
    }
    return cycle === undefined || cycle.ruleSet === null
      ? null
      : { ruleSet: cycle.ruleSet, version: cycle.ruleSetVersion };
  }

  /** A version of a rule set, the newest when none is named. @throws not-found */
  async rule(tx: Tx, code: string, version?: number): Promise<RuleSetRow> {
    const row = version === undefined ? await this.rules.newest(tx, code) : await this.rules.version(tx, code, version);
    if (row === null)
      throw new DomainError('not-found', `There is no rule set ${code}.`, { details: { code, version } });
    return row;
  }
}
