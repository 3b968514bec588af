import { Module } from '@nestjs/common';
import { DeskAnnouncer } from './desk-announcer.js';
import { DeskBell } from './desk-bell.js';
import { DeskPoll } from './desk-poll.js';
import { DeskStream } from './desk-stream.js';
import { DeskConsumer } from './desk.consumer.js';
import { DeskController } from './desk.controller.js';
import { DeskService } from './desk.service.js';
import { DirectTasks } from './direct-tasks.js';
import { Freshness } from './freshness.js';

@Module({
  controllers: [DeskController],
  providers: [DeskService, DeskStream, DeskPoll, DeskBell, DeskAnnouncer, DeskConsumer, DirectTasks, Freshness],
  exports: [DeskBell],
})
export class DeskModule {}
