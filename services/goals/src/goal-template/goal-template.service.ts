import { Injectable } from '@nestjs/common';
import type { PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { requireHr } from '../access/require-units.js';
import { checkTemplateGoals } from './check-template.js';
import { GoalTemplateRepository, type Template } from './goal-template.repository.js';

@Injectable()
export class GoalTemplateService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly templates: GoalTemplateRepository,
    private readonly org: OrgCopy,
  ) {}

  /**
   * Makes the template or its next version. Sheets that were issued keep their goals.
   * @throws forbidden, validation, weights-not-100, stale-version
   */
  put(command: CommandRequest, code: string, body: z.infer<typeof PutGoalTemplate>): Promise<Template> {
    requireHr(command.principal, 'goals.template.write');
    checkTemplateGoals(body.goals);
    return this.uow.command(command, async (tx) => {
      const now = await this.org.now(tx);
      const before = await this.templates.byCode(tx, code, true);
      if (body.version !== undefined && body.version !== (before?.version ?? 0)) {
        throw new DomainError('stale-version', 'The template was changed meanwhile: read it again.', {
          field: 'version',
        });
      }
      const after =
        before === undefined
          ? await this.templates.add(tx, code, body, now)
          : await this.templates.replace(tx, before, body, now);
      tx.log({
        subjectKind: 'goal-template',
        subjectId: after.id,
        action: before === undefined ? 'template.created' : 'template.changed',
        ...actorOf(command.principal),
        at: now,
        details: { code, version: after.version },
      });
      return after;
    });
  }

  list(principal: Principal, query: PageQuery): Promise<Page<Template>> {
    requireScopes(principal, 'goals.template.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.templates.page(tx, query.limit + 1, after),
        query.limit,
        (row) => row,
        (row) => [row.code],
      ),
    );
  }

  /** @throws not-found */
  one(principal: Principal, code: string): Promise<Template> {
    requireScopes(principal, 'goals.template.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const template = await this.templates.byCode(tx, code);
      if (template === undefined) throw new DomainError('not-found', 'There is no such template.');
      return template;
    });
  }
}
