import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { TokenRequest } from '@goalbeat/contracts/directory/http';
import { Internal, Public } from '@goalbeat/service-kit/auth/permission';
import type { z } from 'zod';
import { TokenKeys } from './token-keys.js';
import { TokenService } from './token.service.js';

@Controller()
export class TokenController {
  constructor(
    private readonly tokens: TokenService,
    private readonly keys: TokenKeys,
  ) {}

  @Get('.well-known/jwks.json')
  @Public()
  @Header('cache-control', 'public, max-age=30')
  jwks() {
    return this.keys.publishedAt(Date.now());
  }

  @Post('internal/v1/tokens')
  @HttpCode(200)
  @Internal('internal.tokens.issue')
  @ApiExcludeEndpoint()
  issue(@Body({ schema: TokenRequest }) body: z.infer<typeof TokenRequest>) {
    return this.tokens.issue(body.secret, body.address ?? null, body.watching);
  }
}
