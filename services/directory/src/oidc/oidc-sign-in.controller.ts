import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OidcFinish, OidcStart } from '@goalbeat/contracts/directory/sign-in-http';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import type { z } from 'zod';
import { OidcSignIn } from './oidc-sign-in.service.js';

@Controller('internal/v1/oidc')
@Internal('internal.sign-in.relay')
@ApiExcludeController()
export class OidcSignInController {
  constructor(private readonly signIns: OidcSignIn) {}

  @Post('start')
  @HttpCode(200)
  start(@Body({ schema: OidcStart }) body: z.infer<typeof OidcStart>) {
    return this.signIns.start(body);
  }

  @Post('finish')
  @HttpCode(200)
  finish(@Body({ schema: OidcFinish }) body: z.infer<typeof OidcFinish>) {
    return this.signIns.finish(body);
  }
}
