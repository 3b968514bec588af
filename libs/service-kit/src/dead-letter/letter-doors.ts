import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { serviceQueue } from '../broker/topology.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { DEAD_LETTER_OPTIONS, type DeadLetterOptions } from './dead-letter-options.js';
import { examineEvent } from './examine-event.js';
import type { Examined, LetterDoor } from './letter-door.js';

/** By which queues messages come into this service, and who reads those that are no events. */
@Injectable()
export class LetterDoors {
  constructor(
    @Inject(SERVICE_OPTIONS) private readonly service: ServiceOptions,
    @Inject(DEAD_LETTER_OPTIONS) private readonly options: DeadLetterOptions,
    private readonly modules: ModuleRef,
    private readonly uow: UnitOfWork,
  ) {}

  get queues(): string[] {
    return [...this.#doors().map(({ queue }) => queue), serviceQueue(this.service.name)];
  }

  /** Undefined of the service's own queue: what comes by it is an event. */
  of(queue: string): LetterDoor | undefined {
    return this.#doors().find((door) => door.queue === queue);
  }

  /** Why nobody took it, as far as its body shows. @param reason the broker's */
  examine(queue: string, body: Buffer, reason: string): Examined {
    return this.of(queue)?.examine(body, reason) ?? examineEvent(body, reason);
  }

  /** Whether it is a company of this installation. */
  isOurs(tenantId: string): Promise<boolean> {
    return this.uow.read(tenantId, (tx) => this.options.isOurs(tx));
  }

  #doors(): LetterDoor[] {
    return (this.options.doors ?? []).map((type) => this.modules.get(type, { strict: false }));
  }
}
