import { Module } from '@nestjs/common';
import { AccessFeedController } from './access-feed.controller.js';
import { AccessFeed } from './access-feed.service.js';

@Module({ controllers: [AccessFeedController], providers: [AccessFeed] })
export class AccessFeedModule {}
