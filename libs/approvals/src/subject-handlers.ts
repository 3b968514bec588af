import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';
import type { SubjectHandler } from './subject-handler.js';

/** Finds the owner of a subject kind. Late, by type: handlers themselves need the engine. */
@Injectable()
export class SubjectHandlers {
  #byKind: Map<string, SubjectHandler> | undefined;

  constructor(
    private readonly moduleRef: ModuleRef,
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
  ) {}

  /** A subject kind that nobody owns is a mistake of the mounting service. */
  of(subjectKind: string): SubjectHandler {
    this.#byKind ??= this.#collect();
    const handler = this.#byKind.get(subjectKind);
    if (handler === undefined) throw new Error(`No handler is registered for subjects of kind ${subjectKind}`);
    return handler;
  }

  some(wanted: (handler: SubjectHandler) => boolean): boolean {
    this.#byKind ??= this.#collect();
    return [...this.#byKind.values()].some(wanted);
  }

  #collect(): Map<string, SubjectHandler> {
    const byKind = new Map<string, SubjectHandler>();
    for (const type of this.options.handlers) {
      const handler = this.moduleRef.get(type, { strict: false });
      for (const kind of handler.subjectKinds) {
        if (byKind.has(kind)) throw new Error(`Two handlers are registered for subjects of kind ${kind}`);
        byKind.set(kind, handler);
      }
    }
    return byKind;
  }
}
