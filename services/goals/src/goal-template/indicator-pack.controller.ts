import { Controller, Get, Headers } from '@nestjs/common';
import { IndicatorPackPage } from '@goalbeat/contracts/goals/template-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { TemplateLibrary } from './template-library.js';

@Controller('v1/indicator-packs')
export class IndicatorPackController {
  constructor(private readonly library: TemplateLibrary) {}

  @Get()
  @Permission('goals.template.read')
  @Answers(IndicatorPackPage)
  list(@CurrentPrincipal() principal: Principal, @Headers('accept-language') language: string | undefined) {
    return this.library.packs(principal, languageOf(language));
  }
}
