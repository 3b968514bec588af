import { type DynamicModule, Module } from '@nestjs/common';
import { DEAD_LETTER_OPTIONS, type DeadLetterOptions } from './dead-letter-options.js';
import { DeadLetterConsumer } from './dead-letter.consumer.js';
import { DeadLetterController } from './dead-letter.controller.js';
import { DeadLetterRepository } from './dead-letter.repository.js';
import { DeadLetterService } from './dead-letter.service.js';
import { LetterDoors } from './letter-doors.js';
import { StrayLetterController } from './stray-letter.controller.js';
import { StrayLetterService } from './stray-letter.service.js';

/** What a service gave up, kept in its own table `dead_letter` (a migration of its own), shown, replayed and set aside. */
@Module({})
export class DeadLetterModule {
  static forService(options: DeadLetterOptions): DynamicModule {
    return {
      module: DeadLetterModule,
      controllers: [DeadLetterController, StrayLetterController],
      providers: [
        { provide: DEAD_LETTER_OPTIONS, useValue: options },
        LetterDoors,
        DeadLetterRepository,
        DeadLetterConsumer,
        DeadLetterService,
        StrayLetterService,
      ],
    };
  }
}
