import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessChangesQuery } from '@goalbeat/contracts/directory/sign-in-http';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import type { z } from 'zod';
import { AccessFeed } from './access-feed.service.js';

@Controller('internal/v1/access-changes')
@Internal('internal.access-changes.read')
@ApiExcludeController()
export class AccessFeedController {
  constructor(private readonly feed: AccessFeed) {}

  @Get()
  since(@Query({ schema: AccessChangesQuery }) query: z.infer<typeof AccessChangesQuery>) {
    return this.feed.since(query.after);
  }
}
