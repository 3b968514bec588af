import type { Cycle, ProcessLogRow } from '@goalbeat/api-client/wire-types';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { instantMs } from '@goalbeat/domain/clock/instant';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Organisation } from '../people/organisation.js';
import type { Story } from '../people/story.js';
import type { TenantTime } from '../people/tenant-time.js';
import type { Subject } from '../people/week-plan.js';
import { titled } from '../people/titles.js';
import { InOrder } from './in-order.js';
import type { Terminal, Tone } from './terminal.js';
import { COUNT_WORDS, LAST_ACTION_WORDS, SUBJECT_WORDS, STEP_WORDS, spanWords, type Pair } from './words.js';

const subjectWords = (subject: Subject): Pair => SUBJECT_WORDS[subject] ?? [subject, subject];
/** A step this much behind its time was held up. */
const LATE_MINUTES = 90;

interface Counts {
  planned: number;
  reported: number;
  confirmed: number;
  of: number;
}

/** Tells the week line by line: each surprise by itself, hundreds of usual things as counts by department. */
export class Teller implements Story {
  readonly #departments = new Map<string, Counts>();
  readonly #toldSteps = new Set<StepName>();
  readonly #substitutes = new Map<string, number>();
  readonly #bulk = new Map<string, number>();
  readonly #order = new InOrder();

  constructor(
    private readonly terminal: Terminal,
    private readonly organisation: Organisation,
    private readonly time: TenantTime,
    private readonly awayUntil: Instant,
  ) {
    for (const person of organisation.participants) {
      const counts = this.#of(person.number);
      counts.of += 1;
    }
  }

  planned(number: string): void {
    this.#of(number).planned += 1;
  }
  reported(number: string): void {
    this.#of(number).reported += 1;
  }
  planRefused(number: string): void {
    this.#line(
      `${this.#who(number)} 想补交计划：已截止，按下发的目标执行`,
      `${this.#who(number)} wants to plan: too late, the goals stand as issued`,
      'bad',
    );
  }
  reportRefused(number: string): void {
    this.#line(
      `${this.#who(number)} 想补填完成情况：填报已截止`,
      `${this.#who(number)} wants to report: reporting has closed`,
      'bad',
    );
  }
  returned(owner: string, by: string, subject: Subject): void {
    const [zh, en] = subjectWords(subject);
    this.#line(
      `${this.#titled(by).zh} 退回 ${this.#who(owner)} 的${zh}`,
      `${this.#titled(by).en} returns the ${en} of ${this.#who(owner)}`,
      'bad',
    );
  }
  resubmitted(number: string, subject: Subject): void {
    const [zh, en] = subjectWords(subject);
    this.#line(`${this.#who(number)} 修改后重新提交${zh}`, `${this.#who(number)} mends the ${en} and submits it again`);
  }
  decided(by: string, onBehalfOf: string | null, owner: string, subject: Subject): void {
    if (subject === 'report') this.#of(owner).confirmed += 1;
    if (onBehalfOf !== null) this.#add(this.#substitutes, `${this.#name(by)}/${onBehalfOf}`);
    if (by === this.organisation.hrLead) this.#add(this.#bulk, by);
  }
  tell({ at, zh, en, tone = 'plain' }: Parameters<Story['tell']>[0]): void {
    this.#line(zh, en, tone, at);
  }

  /** Departments' counts, four to a line; the narrator's pause. */
  departments(what: 'planned' | 'reported' | 'confirmed'): void {
    this.#reliefs();
    const words = {
      planned: ['已提交计划', 'have planned'],
      reported: ['已填报', 'have reported'],
      confirmed: ['已确认', 'are confirmed'],
    } as const;
    const cells = [...this.#departments].map(([name, counts]) => `${name} ${counts[what]}/${counts.of}`);
    const sum = [...this.#departments.values()].reduce((total, counts) => total + counts[what], 0);
    const all = this.organisation.participants.length;
    const below: string[] = [];
    for (let n = 0; n < cells.length; n += 5) below.push(`            ${cells.slice(n, n + 5).join('　')}`);
    this.#line(`${sum}/${all} 人${words[what][0]}`, `${sum}/${all} ${words[what][1]}`, 'plain', this.time.now(), below);
  }

  /** Steps of the cycle that were run since the last look. */
  cycle(cycle: Cycle): void {
    for (const { step, at, doneAt, counts } of cycle.timeline) {
      if (doneAt === null || this.#toldSteps.has(step)) continue;
      this.#toldSteps.add(step);
      const [zh, en] = STEP_WORDS[step];
      const late = Math.round((instantMs(doneAt) - instantMs(at)) / 60_000);
      const tail =
        late > LATE_MINUTES ? this.terminal.say(`（晚 ${this.#span(late)}）`, ` (${this.#span(late)} late)`) : '';
      const numbers = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
      const told =
        numbers.length === 0
          ? ''
          : `　${numbers.map(([word, count]) => `${this.terminal.say(...(COUNT_WORDS[word] ?? ([word, word] as const)))} ${count}`).join(' · ')}`;
      this.#line(`▶ ${zh}${tail}${told}`, `▶ ${en}${tail}${told}`, 'good', doneAt);
    }
  }

  /** What the ladder did, from the process log. */
  ladder(
    row: ProcessLogRow,
    subjectOf: (row: ProcessLogRow) => {
      owner: string | undefined;
      numberOf: (personId: string) => string | undefined;
    },
  ): void {
    const { owner, numberOf } = subjectOf(row);
    const whose = owner === undefined ? '' : this.#who(owner);
    const title = this.terminal.say(
      `${whose} 的${(SUBJECT_WORDS[row.subjectKind] ?? [row.subjectKind])[0]}`,
      `${SUBJECT_WORDS[row.subjectKind]?.[1] ?? row.subjectKind} of ${whose}`,
    );
    const nameOf = (personId: string): string => {
      const number = numberOf(personId);
      return number === undefined ? '…' : this.terminal.say(this.#titled(number).zh, this.#titled(number).en);
    };
    const list = (key: string): string => {
      const ids = row.details[key];
      return Array.isArray(ids)
        ? ids.map((id) => nameOf(String(id))).join(this.terminal.say('、', ', '))
        : typeof ids === 'string'
          ? nameOf(ids)
          : '';
    };
    const since = row.dueAt === null ? '' : this.#lateness(row.at, row.dueAt);
    if (row.action === 'reminded') {
      const due = row.dueAt === null ? null : this.terminal.timeOf(row.dueAt);
      this.#line(
        `催办 ${list('assignees')}：${title}${due === null ? '' : `（截止 ${due}）`}`,
        `reminder to ${list('assignees')}: ${title}${due === null ? '' : ` (due ${due})`}`,
        'bad',
        row.at,
      );
    } else if (row.action === 'escalated') {
      this.#line(
        `逾期升级：${title}，${list('from')} → ${list('to')}${since}`,
        `escalated: ${title}, ${list('from')} → ${list('to')}${since}`,
        'bad',
        row.at,
      );
    } else if (row.actorKind === 'deadline' && row.reason === 'timeout') {
      this.#line(
        `超时，按规则${LAST_ACTION_WORDS[row.action]?.[0] ?? row.action}：${title}${since}`,
        `nobody decided, ${LAST_ACTION_WORDS[row.action]?.[1] ?? row.action}: ${title}${since}`,
        'bad',
        row.at,
      );
    } else if (row.action === 'handed-to-hr') {
      this.#line(`转人事处理：${title}`, `handed to HR: ${title}`, 'bad', row.at);
    }
  }

  /** Prints what has had its moment to be put in order. */
  settle(): void {
    this.#order.settle();
  }
  /** Prints all that is left. */
  flush(): void {
    this.#order.flush();
  }

  #reliefs(): void {
    for (const [pair, count] of this.#substitutes) {
      const [by = '', absent = ''] = pair.split('/');
      const until = this.terminal.dayOf(this.awayUntil);
      this.#line(
        `${by} 代 ${absent} 审批 ${count} 项（代理至 ${until}）`,
        `${by} decides ${count} for ${absent} (stands in until ${until})`,
      );
    }
    for (const [by, count] of this.#bulk) {
      this.#line(
        `人事主管 ${this.#name(by)} 批量审批 ${count} 份`,
        `HR lead ${this.#name(by)} decides ${count} in bulk`,
      );
    }
    this.#substitutes.clear();
    this.#bulk.clear();
  }

  #lateness(at: Instant, dueAt: Instant): string {
    const minutes = Math.round((instantMs(at) - instantMs(dueAt)) / 60_000);
    return minutes <= 0 ? '' : this.terminal.say(`，已超时 ${this.#span(minutes)}`, `, ${this.#span(minutes)} late`);
  }

  #of(number: string): Counts {
    const department = this.organisation.departmentOf(number);
    const known = this.#departments.get(department) ?? { planned: 0, reported: 0, confirmed: 0, of: 0 };
    this.#departments.set(department, known);
    return known;
  }

  #add(to: Map<string, number>, key: string): void {
    to.set(key, (to.get(key) ?? 0) + 1);
  }
  #name(number: string): string {
    return this.organisation.name(number);
  }
  #who(number: string): string {
    return `${this.organisation.departmentOf(number)} ${this.#name(number)}`;
  }
  #titled(number: string): { zh: string; en: string } {
    return titled(this.organisation, number);
  }
  #span(minutes: number): string {
    return spanWords(minutes, this.terminal.lang);
  }
  #line(
    zh: string,
    en: string,
    tone: Tone = 'plain',
    at: Instant = this.time.now(),
    below: readonly string[] = [],
  ): void {
    this.#order.add(at, () => {
      this.terminal.at(at, this.terminal.say(zh, en), tone);
      for (const line of below) this.terminal.line(line, 'quiet');
    });
  }
}
