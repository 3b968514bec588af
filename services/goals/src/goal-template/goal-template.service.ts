import { Injectable } from '@nestjs/common';
import type {
  CopyGoalTemplate,
  EditedTemplate,
  EditTemplateGoal,
  PutGoalTemplate,
  TickPacks,
} from '@goalbeat/contracts/goals/template-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { requireHr } from '../access/require-units.js';
import { oneAtATime } from '../version/one-at-a-time.js';
import { requireSameCode } from '../version/same-code.js';
import { checkTemplateGoals } from './check-template.js';
import { requireDeadlinesFit } from './deadlines-fit.js';
import { editGoal } from './edit-goal.js';
import { GoalTemplateRepository, type Content, type Template } from './goal-template.repository.js';
import { TemplateUsesReader } from './template-uses.js';
import { tickPacks } from './tick-packs.js';

/** How templates come about and change. Sheets that were issued keep their goals. */
@Injectable()
export class GoalTemplateService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly templates: GoalTemplateRepository,
    private readonly uses: TemplateUsesReader,
    private readonly org: OrgCopy,
  ) {}

  /**
   * Makes the template or its next version.
   * @throws forbidden, validation, weights-not-100, stale-version
   */
  put(
    command: CommandRequest,
    code: string,
    body: z.infer<typeof PutGoalTemplate>,
    language: Language,
  ): Promise<Template> {
    requireHr(command.principal, 'goals.template.write');
    requireSameCode(code, body.code);
    checkTemplateGoals(body.goals, language);
    return this.uow.command(command, async (tx) => {
      await oneAtATime(tx, 'template', code);
      const before = await this.templates.byCode(tx, code, true);
      if (body.version !== undefined && body.version !== (before?.version ?? 0)) throw stale();
      await requireDeadlinesFit(tx, body, language);
      return before === undefined
        ? this.#add(tx, command, code, body, 'template.created')
        : this.#replace(tx, command, before, body);
    });
  }

  /** A template of its own, begun as another. @throws forbidden, not-found, duplicate, validation, weights-not-100 */
  copy(
    command: CommandRequest,
    code: string,
    body: z.infer<typeof CopyGoalTemplate>,
    language: Language,
  ): Promise<Template> {
    requireHr(command.principal, 'goals.template.write');
    return this.uow.command(command, async (tx) => {
      const original = await this.#found(tx, code, false);
      await oneAtATime(tx, 'template', body.code);
      if ((await this.templates.byCode(tx, body.code, true)) !== undefined) {
        throw new DomainError('duplicate', `code: there is a template ${body.code} already; choose another code`, {
          field: 'code',
        });
      }
      const content = {
        name: body.name ?? original.name,
        jobFamily: body.jobFamily ?? original.jobFamily,
        goals: body.goals ?? original.goals,
      };
      checkTemplateGoals(content.goals, language);
      await requireDeadlinesFit(tx, content, language);
      return this.#add(tx, command, body.code, content, 'template.copied', {
        from: code,
        fromVersion: original.version,
      });
    });
  }

  /** @throws forbidden, not-found, stale-version, validation */
  tick(command: CommandRequest, code: string, body: z.infer<typeof TickPacks>, language: Language): Promise<Template> {
    requireHr(command.principal, 'goals.template.write');
    return this.uow.command(command, async (tx) => {
      const before = await this.#found(tx, code, true);
      requireVersion(before, body.version);
      const goals = tickPacks(before.goals, body.packs, language);
      // Ticked as it is already: no version that nothing tells from the one before it.
      if (goals.every((goal, n) => goal === before.goals[n]) && goals.length === before.goals.length) {
        tx.changedNothing();
        return before;
      }
      checkTemplateGoals(goals, language);
      return this.#replace(tx, command, before, { ...before, goals }, { packs: body.packs });
    });
  }

  /**
   * "10" → "12": the next version, and which running cycles still go by the old one.
   * @throws forbidden, not-found, stale-version, validation, weights-not-100
   */
  edit(
    command: CommandRequest,
    { code, goal }: { code: string; goal: string },
    body: z.infer<typeof EditTemplateGoal>,
    language: Language,
  ): Promise<z.infer<typeof EditedTemplate>> {
    requireHr(command.principal, 'goals.template.write');
    return this.uow.command(command, async (tx) => {
      const before = await this.#found(tx, code, true);
      requireVersion(before, body.version);
      const goals = editGoal(before.goals, goal, body);
      checkTemplateGoals(goals, language);
      await requireDeadlinesFit(tx, { ...before, goals }, language);
      const template = await this.#replace(tx, command, before, { ...before, goals }, { goal });
      return { template, uses: await this.uses.of(tx, template, goal) };
    });
  }

  /** @throws not-found */
  async #found(tx: Tx, code: string, lock: boolean): Promise<Template> {
    const template = await this.templates.byCode(tx, code, lock);
    if (template === undefined) throw new DomainError('not-found', 'There is no such template.');
    return template;
  }

  async #add(
    tx: Tx,
    command: CommandRequest,
    code: string,
    content: Content,
    action: string,
    details: object = {},
  ): Promise<Template> {
    const template = await this.templates.add(tx, code, content, await this.org.now(tx));
    this.#log(tx, command, template, action, details);
    return template;
  }

  async #replace(
    tx: Tx,
    command: CommandRequest,
    before: Template,
    content: Content,
    details: object = {},
  ): Promise<Template> {
    const template = await this.templates.replace(tx, before, content, await this.org.now(tx));
    this.#log(tx, command, template, 'template.changed', details);
    return template;
  }

  #log(tx: Tx, command: CommandRequest, template: Template, action: string, details: object): void {
    tx.log({
      subjectKind: 'goal-template',
      subjectId: template.id,
      action,
      ...actorOf(command.principal),
      at: template.updatedAt,
      details: { code: template.code, version: template.version, ...details },
    });
  }
}

function requireVersion(template: Template, version: number | undefined): void {
  if (version !== undefined && version !== template.version) throw stale();
}

function stale(): DomainError {
  return new DomainError('stale-version', 'The template was changed meanwhile: read it again.', { field: 'version' });
}
