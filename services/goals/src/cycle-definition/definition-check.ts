import { Injectable } from '@nestjs/common';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { LocalDate } from '@goalbeat/domain/period/local-date';
import type { Language } from '@goalbeat/domain/wording/language';
import { GoalTemplateRepository, type Template } from '../goal-template/goal-template.repository.js';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ApproverCheck, type Approvers } from './approvers.js';
import type { Data } from './cycle-definition.repository.js';
import { KnownNamesReader } from './known-names.js';
import { at, type FieldProblem } from './problem.js';
import { validateDefinition } from './validate-definition.js';
import { coveredPeople, type Covered } from './who.js';

const EVERYBODY = 1_000_000;

@Injectable()
export class DefinitionCheck {
  constructor(
    private readonly names: KnownNamesReader,
    private readonly approvers: ApproverCheck,
    private readonly org: OrgCopy,
    private readonly templates: GoalTemplateRepository,
  ) {}

  async problems(tx: Tx, data: Data): Promise<FieldProblem[]> {
    return validateDefinition(data, await this.names.of(tx, data));
  }

  /** @throws validation, unknown-unit, unknown-person: the first problem's code, all of them in `errors` */
  async requireGood(tx: Tx, data: Data, language: Language): Promise<void> {
    refuse(await this.problems(tx, data), language);
  }

  people(tx: Tx, data: Data, today: string): Promise<Covered[]> {
    return coveredPeople(tx, data.who, { since: today, after: null, limit: EVERYBODY, withoutCycle: null });
  }

  /** Templates that sheets of these people would be issued from. */
  async templatesOf(tx: Tx, people: readonly Covered[]): Promise<Template[]> {
    const covered = new Set(people.filter(({ excepted }) => !excepted).map(({ jobFamily }) => jobFamily));
    return [...(await this.templates.forIssuing(tx)).values()].filter(({ jobFamily }) => covered.has(jobFamily));
  }

  /** Of those who will have a sheet: nobody need decide about people without a template. */
  async approversOf(tx: Tx, data: Data, people: readonly Covered[], asOf?: string): Promise<Approvers> {
    const families = await this.templates.forIssuing(tx);
    const asked = families.size === 0 ? people : people.filter((person) => families.has(person.jobFamily));
    return this.approvers.of(tx, data, asked, asOf);
  }

  /**
   * @param then when it begins; absent: now
   * @throws nobody-to-approve naming the chain's step, and how many people it would strand
   */
  async requireApprovers(
    tx: Tx,
    data: Data,
    language: Language,
    then?: { date: LocalDate; instant: Instant },
  ): Promise<void> {
    const people = await this.people(tx, data, then?.date ?? (await this.org.today(tx)));
    const { nobodyFor, problems } = await this.approversOf(tx, data, people, then?.instant);
    if (people.every((person) => person.excepted)) {
      refuse(
        [
          at(
            'who',
            'covers nobody: widen the units, job families, grades or people, or take some out of the exceptions',
            '没有覆盖任何人：请放宽部门、岗位序列、职级或人员范围，或减少例外',
          ),
        ],
        language,
      );
    }
    const stranded = new Map<string, number>();
    for (const { step } of nobodyFor) stranded.set(step, (stranded.get(step) ?? 0) + 1);
    refuse(
      [
        ...problems,
        ...[...stranded].map(([step, count]) =>
          at(
            `chains.${step}`,
            `nobody could decide this for ${count} people: give them a manager, or somebody the role`,
            `有 ${count} 人的这一节点没有人可以审批：请为其设置上级，或授予相应角色`,
            'nobody-to-approve',
          ),
        ),
      ],
      language,
    );
  }
}

export function refuse(problems: readonly FieldProblem[], language: Language): void {
  const [first] = problems;
  if (first === undefined) return;
  const errors = problems.map(({ field, message, zh }) => ({
    field: `data.${field}`,
    message: language === 'en' ? message : zh,
  }));
  throw new DomainError(first.code, `data.${first.field}: ${errors[0]?.message ?? ''}`, {
    field: `data.${first.field}`,
    details: { errors },
  });
}
