import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ScoreExplain, ScorePage, ScoreQuery, ScoreView } from '@goalbeat/contracts/appraisal/http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { ScoreService } from './score.service.js';

@Controller('v1/scores')
export class ScoreController {
  constructor(private readonly scores: ScoreService) {}

  @Get()
  @Permission('appraisal.score.read')
  @Answers(ScorePage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: ScoreQuery }) query: z.infer<typeof ScoreQuery>) {
    return this.scores.list(principal, query);
  }

  @Get(':id')
  @Permission('appraisal.score.read')
  @Answers(ScoreView)
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.scores.one(principal, id);
  }

  @Get(':id/explain')
  @Permission('appraisal.score.read')
  @Answers(ScoreExplain)
  explain(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.scores.explain(principal, id, languageOf(language));
  }
}
