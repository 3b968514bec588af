import type { Type } from '@nestjs/common';
import type { ApprovalService } from '@goalbeat/contracts/workflows';
import type { SubjectHandler } from './subject-handler.js';

export interface ApprovalsOptions {
  service: ApprovalService;
  handlers: Type<SubjectHandler>[];
}

/** Injection token of `ApprovalsOptions`. */
export const APPROVALS_OPTIONS = Symbol('approvals options');
