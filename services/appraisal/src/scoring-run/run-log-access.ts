import { Injectable } from '@nestjs/common';
import { scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { ProcessLogAccess } from '@goalbeat/service-kit/process-log/process-log-access';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** Subjects that are about a whole run or its rules and nobody's own; the release's subject id is the run's. */
const OF_HR = ['scoring-run', 'results', 'rule-set'];

/** Who may see runs may see what happened to them. */
@Injectable()
export class RunLogAccess implements ProcessLogAccess {
  mayRead(_tx: Tx, principal: Principal, subject: { kind: string; id: string }): Promise<boolean> {
    return Promise.resolve(OF_HR.includes(subject.kind) && scopesFor(principal, 'appraisal.run.read').length > 0);
  }
}
