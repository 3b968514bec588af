import { Injectable } from '@nestjs/common';
import { TaskNews } from '@goalbeat/contracts/approvals/events';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { z } from 'zod';
import { SERVICE_OF_WORD, type ApprovalService } from './freshness.js';

const ANSWER_WITHIN_MS = 500;
const AT_ONCE = 200;
const Tasks = z.object({ items: z.array(TaskNews) });

/** Asks the services themselves when what the desk heard may be old. */
@Injectable()
export class DirectTasks {
  constructor(private readonly internal: InternalClient) {}

  /** Open tasks of these people as the services have them now, and the services that did not answer. */
  async ask(
    tenantId: string,
    services: readonly ApprovalService[],
    personIds: readonly string[],
  ): Promise<{ tasks: TaskNews[]; missing: ApprovalService[] }> {
    const assignees = personIds.slice(0, AT_ONCE).join(',');
    const path = `/internal/v1/tasks?tenant=${tenantId}&assignees=${assignees}`;
    const answers = await Promise.allSettled(
      services.map((word) =>
        this.internal
          .get(SERVICE_OF_WORD[word], path, { tenantId, timeoutMs: ANSWER_WITHIN_MS })
          .then((answer) => Tasks.parse(answer)),
      ),
    );
    return {
      tasks: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.items : [])),
      missing: services.filter((_, index) => answers[index]?.status === 'rejected'),
    };
  }
}
