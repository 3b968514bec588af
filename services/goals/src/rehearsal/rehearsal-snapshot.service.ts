import { Injectable } from '@nestjs/common';
import type { StartRehearsal } from '@goalbeat/contracts/goals/rehearsal-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { CycleDefinitionRepository, type Definition } from '../cycle-definition/cycle-definition.repository.js';
import { Pieces } from './pieces.service.js';
import { RehearsalPlan } from './rehearsal-plan.service.js';
import type { RehearsalSettings } from './rehearsal-settings.js';

const TRIES = 3;

/** Everything a rehearsal begins with, of one moment: HR may edit all of it meanwhile, and waits for nobody. */
@Injectable()
export class RehearsalSnapshot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly pieces: Pieces,
    private readonly plan: RehearsalPlan,
  ) {}

  /**
   * Rule set and pay plan are those that the definition's version names; it is checked, and its templates are read, in one snapshot.
   * @throws not-found, validation, forbidden, unavailable, copy-behind and what else `RehearsalPlan` refuses; stale-version when the
   *   definition was edited each time somebody looked
   */
  async of(
    tenantId: string,
    want: { authorization: string; definitionId: string; asked: StartRehearsal; language: Language },
  ): Promise<{ definition: Definition; period: string; settings: RehearsalSettings }> {
    const { authorization, definitionId, asked, language } = want;
    for (let tries = 1; tries <= TRIES; tries++) {
      const seen = await this.uow.read(tenantId, (tx) => this.definitions.one(tx, definitionId));
      const pieces = await this.pieces.of(authorization, seen.data);
      const planned = await this.uow.read(tenantId, async (tx) => {
        const definition = await this.definitions.one(tx, definitionId);
        if (definition.version !== seen.version) return null;
        return { definition, ...(await this.plan.of(tx, definition, asked, pieces, language)) };
      });
      if (planned !== null) return planned;
    }
    throw new DomainError(
      'stale-version',
      language === 'en'
        ? 'The definition is being edited just now: start the rehearsal again once it is saved.'
        : '方案正在被修改：请保存后重新开始试运行。',
    );
  }
}
