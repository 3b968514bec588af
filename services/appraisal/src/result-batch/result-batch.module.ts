import { Module } from '@nestjs/common';
import { ResultBatchConsumer } from './result-batch.consumer.js';
import { ResultBatchRepository } from './result-batch.repository.js';

@Module({ providers: [ResultBatchRepository, ResultBatchConsumer], exports: [ResultBatchRepository] })
export class ResultBatchModule {}
