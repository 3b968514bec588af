import { Module } from '@nestjs/common';
import { NoticeConsumer } from './notice.consumer.js';
import { NoticeController } from './notice.controller.js';
import { NoticeService } from './notice.service.js';

@Module({ controllers: [NoticeController], providers: [NoticeService, NoticeConsumer] })
export class NoticeModule {}
