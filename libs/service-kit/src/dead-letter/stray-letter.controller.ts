import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import {
  AttributedLetter,
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterView,
  SetAside,
} from '@goalbeat/contracts/dead-letter-http';
import { Id } from '@goalbeat/contracts/wire';
import { Public } from '../auth/permission.js';
import { Answers } from '../http/answers.js';
import type { z } from 'zod';
import { StrayLetterService } from './stray-letter.service.js';

/** For whoever has the installation's key, as founding a company is: no company's role sees what names nobody. */
@Controller('v1/installation/dead-letters')
@ApiHeader({ name: 'x-install-key', required: true })
@ApiResponse({
  status: 403,
  description: 'The installation key is missing, or another one.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
export class StrayLetterController {
  constructor(private readonly letters: StrayLetterService) {}

  @Get()
  @Public()
  @Answers(DeadLetterPage)
  list(
    @Headers('x-install-key') key: string | undefined,
    @Query({ schema: DeadLetterQuery }) query: z.infer<typeof DeadLetterQuery>,
  ) {
    return this.letters.list(key ?? '', query);
  }

  @Post(':id/attribute')
  @HttpCode(200)
  @Public()
  @Answers(AttributedLetter)
  attribute(@Headers('x-install-key') key: string | undefined, @Param('id', { schema: Id }) id: string) {
    return this.letters.attribute(key ?? '', id);
  }

  @Post(':id/set-aside')
  @HttpCode(200)
  @Public()
  @Answers(DeadLetterView)
  setAside(
    @Headers('x-install-key') key: string | undefined,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SetAside }) body: z.infer<typeof SetAside>,
  ) {
    return this.letters.setAside(key ?? '', id, body.reason);
  }
}
