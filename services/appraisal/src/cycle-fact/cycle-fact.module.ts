import { Module } from '@nestjs/common';
import { CycleFactConsumer } from './cycle-fact.consumer.js';
import { CycleFactRepository } from './cycle-fact.repository.js';

@Module({ providers: [CycleFactRepository, CycleFactConsumer], exports: [CycleFactRepository] })
export class CycleFactModule {}
