import type { Cycle, ProcessLogRow } from '@goalbeat/api-client/wire-types';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { instantMs } from '@goalbeat/domain/clock/instant';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Organisation } from '../people/organisation.js';
import type { Story } from '../people/story.js';
import type { TenantTime } from '../people/tenant-time.js';
import type { Subject } from '../people/week-plan.js';
import type { Terminal, Tone } from './terminal.js';

const STEP_WORDS: Readonly<Record<StepName, readonly [zh: string, en: string]>> = {
  issue: ['发放本周目标单', 'goal sheets are issued'],
  'remind-plan': ['催交目标计划', 'reminder to plan'],
  'close-planning': ['目标计划截止', 'planning closes'],
  'ask-report': ['请全员填报完成情况', 'everyone is asked for their report'],
  'remind-report': ['催报', 'reminder to report'],
  'close-reporting': ['填报截止', 'reporting closes'],
  'close-confirming': ['确认截止，结果冻结', 'confirming closes, results are frozen'],
  score: ['完成评分', 'scores are computed'],
  publish: ['公布得分', 'scores are published'],
  'bonus-list': ['生成奖金清单', 'bonus lists are built'],
  payout: ['进入发放', 'payout begins'],
  'weekly-report': ['周报已生成', 'the weekly report goes out'],
  archive: ['周期归档', 'the cycle is archived'],
};
const LAST_ACTION_WORDS: Readonly<Record<string, string>> = {
  approved: '自动通过',
  returned: '自动退回',
  rejected: '自动驳回',
};
/** What steps count, as their services name it. */
const COUNT_WORDS: Readonly<Record<string, string>> = {
  issued: '已发放',
  skipped: '不参与',
  reminded: '已催办',
  acceptedAsIssued: '按发放目标执行',
  asked: '待填报',
  late: '逾期',
  results: '结果',
  confirmed: '已确认',
  byDeadline: '到期自动确认',
  unreported: '未填报',
  readers: '接收人',
  people: '人',
};
const SUBJECT_WORDS = { plan: ['计划', 'plan'], report: ['填报', 'report'] } as const;
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

  constructor(
    private readonly terminal: Terminal,
    private readonly organisation: Organisation,
    private readonly time: TenantTime,
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
      `${this.#who(number)} 想补交计划：已截止，按发放的目标执行`,
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
    const [zh, en] = SUBJECT_WORDS[subject];
    this.#line(
      `${this.#name(by)} 退回 ${this.#who(owner)} 的${zh}`,
      `${this.#name(by)} returns the ${en} of ${this.#who(owner)}`,
      'bad',
    );
  }
  resubmitted(number: string, subject: Subject): void {
    const [zh, en] = SUBJECT_WORDS[subject];
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
    this.#line(`${sum}/${all} 人${words[what][0]}`, `${sum}/${all} ${words[what][1]}`);
    for (let n = 0; n < cells.length; n += 5)
      this.terminal.line(`            ${cells.slice(n, n + 5).join('　')}`, 'quiet');
  }

  /** Steps of the cycle that were run since the last look. */
  cycle(cycle: Cycle): void {
    for (const { step, at, doneAt, counts } of cycle.timeline) {
      if (doneAt === null || this.#toldSteps.has(step)) continue;
      this.#toldSteps.add(step);
      const [zh, en] = STEP_WORDS[step];
      const late = Math.round((instantMs(doneAt) - instantMs(at)) / 60_000);
      const tail = late > LATE_MINUTES ? this.terminal.say(`（晚 ${late} 分钟）`, ` (${late} min late)`) : '';
      const numbers = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
      const told =
        numbers.length === 0
          ? ''
          : `　${numbers.map(([word, count]) => `${this.terminal.say(COUNT_WORDS[word] ?? word, word)} ${count}`).join(' · ')}`;
      this.#line(`▶ ${zh}${tail}${told}`, `▶ ${en}${tail}${told}`, 'good', doneAt);
    }
  }

  /** What the ladder did, from the process log. */
  ladder(
    row: ProcessLogRow,
    subjectOf: (row: ProcessLogRow) => { title: string; nameOf: (personId: string) => string },
  ): void {
    const { title, nameOf } = subjectOf(row);
    const list = (key: string): string => {
      const ids = row.details[key];
      return Array.isArray(ids)
        ? ids.map((id) => nameOf(String(id))).join('、')
        : typeof ids === 'string'
          ? nameOf(ids)
          : '';
    };
    const since = row.dueAt === null ? '' : this.#lateness(row.at, row.dueAt);
    if (row.action === 'reminded') {
      this.#line(`催办 ${list('assignees')}：${title}`, `reminder to ${list('assignees')}: ${title}`, 'bad', row.at);
    } else if (row.action === 'escalated') {
      this.#line(
        `逾期升级：${title}，${list('from')} → ${list('to')}`,
        `escalated: ${title}, ${list('from')} → ${list('to')}`,
        'bad',
        row.at,
      );
    } else if (row.actorKind === 'deadline' && row.reason === 'timeout') {
      this.#line(
        `超时，按规则${LAST_ACTION_WORDS[row.action] ?? row.action}：${title}${since}`,
        `the deadline decides (${row.action}): ${title}${since}`,
        'bad',
        row.at,
      );
    } else if (row.action === 'handed-to-hr') {
      this.#line(`转人事处理：${title}`, `handed to HR: ${title}`, 'bad', row.at);
    }
  }

  #reliefs(): void {
    for (const [pair, count] of this.#substitutes) {
      const [by = '', absent = ''] = pair.split('/');
      this.#line(`${by} 代 ${absent} 审批 ${count} 项`, `${by} decides ${count} for ${absent}`);
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
    return minutes <= 0 ? '' : this.terminal.say(`，超时 ${minutes} 分钟`, `, ${minutes} min late`);
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
  #line(zh: string, en: string, tone: Tone = 'plain', at: Instant = this.time.now()): void {
    this.terminal.at(at, this.terminal.say(zh, en), tone);
  }
}
