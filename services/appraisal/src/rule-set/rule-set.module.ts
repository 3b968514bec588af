import { Module } from '@nestjs/common';
import { InternalRuleSetsController } from './internal-rule-sets.controller.js';
import { RuleSetController } from './rule-set.controller.js';
import { RuleSetRepository } from './rule-set.repository.js';
import { RuleSetService } from './rule-set.service.js';

@Module({
  controllers: [RuleSetController, InternalRuleSetsController],
  providers: [RuleSetRepository, RuleSetService],
  exports: [RuleSetRepository],
})
export class RuleSetModule {}
