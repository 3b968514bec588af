import { describe, expect, it } from '@jest/globals';
import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import { NOTICE_KINDS } from '@goalbeat/contracts/approvals/words';
import { LIST_PARTS } from '@goalbeat/contracts/payroll/http';
import { BONUS_LIST_STATES } from '@goalbeat/domain/bonus-list/lifecycle';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { noticeWord } from './rehearsal-terms.js';
import { rehearsalWords } from './rehearsal-words.js';
import { LADDER_REMINDER, STEP_REMINDER } from './tally.js';

const report: RehearsalReport = {
  period: '2026-W49',
  zone: 'Asia/Shanghai',
  people: { company: 18, copied: 18, withSheet: 12 },
  habits: {
    own: { punctual: 16, 'last-minute': 0, late: 1, silent: 1 },
    deciding: { punctual: 18, 'last-minute': 0, strict: 0, late: 0, absent: 0 },
  },
  timeline: [
    { step: 'issue', planned: '2026-11-30T01:00:00.000Z', happened: '2026-11-30T01:00:20.000Z', counts: null },
    { step: 'score', planned: '2026-12-07T02:05:00.000Z', happened: '2026-12-07T02:12:00.000Z', counts: null },
    { step: 'archive', planned: '2026-12-07T10:00:00.000Z', happened: null, counts: null },
  ],
  funnel: {
    people: 12,
    issued: 12,
    planned: 12,
    reported: 11,
    confirmed: 11,
    scored: 12,
    signed: 12,
    paid: 11,
    nothingToPay: null,
  },
  notices: {
    total: 13,
    byKind: [
      { kind: 'report-asked', count: 12 },
      { kind: 'ladder-reminder', count: 1 },
    ],
    items: Array.from({ length: 13 }, () => ({
      at: '2026-12-04T10:00:00.000Z',
      kind: 'report-asked',
      to: { number: 'S4', name: '赵一' },
      about: '',
    })),
  },
  overdue: [
    {
      who: { number: 'S4', name: '赵一' },
      what: 'make-report',
      about: '赵一',
      dueAt: '2026-12-04T12:00:00.000Z',
      doneAt: null,
      workingMinutes: 0,
    },
  ],
  overdueTotal: 1,
  approvers: [
    {
      who: { number: 'L1', name: '李销售' },
      tasks: 20,
      decided: 20,
      late: 0,
      peak: 10,
      peakFrom: '2026-12-04T09:43:00.000Z',
    },
  ],
  ladder: { reminders: 1, escalations: 0, timedOut: 0, returned: 0, delegated: 0 },
  bonus: [{ total: { amount: '2800.00', currency: 'CNY' }, lines: 12, state: 'settled', part: 'main' }],
  problems: [{ kind: 'not-acted', count: 2, example: 'plan: 赵一' }],
};

describe('a rehearsal’s report in words', () => {
  it('says in Chinese what came of it', () => {
    const words = rehearsalWords(report, 'zh-CN').join('\n');
    expect(words).toContain('奖金清单（主清单）：12 人，CNY 2800.00，已结清。');
    expect(words).toContain('请求填报 12、审批催办 1');
    expect(words).toContain('1 项逾期，最久的是 赵一（S4）填报完成情况「赵一」：始终未处理。');
    expect(words).toContain('09:00，准时');
    expect(words).toContain('10:05，晚 7 分钟');
    expect(words).toContain('18:00，没有发生');
    expect(words).toContain('注意：2 项待办到最后仍无人处理，例如 审批计划「赵一」。');
  });

  it('and in English, each of its parts once', () => {
    const words = rehearsalWords(report, 'en');
    expect(words.join('\n')).toContain('Bonus list (main list): 12 lines, CNY 2800.00, settled.');
    expect(words.join('\n')).toContain('with reporting “赵一”: never done.');
    expect(words).toHaveLength(rehearsalWords(report, 'zh-CN').length);
    expect(words.join('\n')).not.toMatch(/[{}]|undefined/);
  });

  it('says for each reason how many got no sheet, in the reader’s words', () => {
    const skipped = (count: number, example: string) => ({ kind: 'skipped' as const, count, example });
    const problems = [skipped(2, 'on-leave'), skipped(1, 'excepted')];
    expect(rehearsalWords({ ...report, problems }, 'zh-CN').join('\n')).toContain('2 人没有目标单（全程请假）');
    expect(rehearsalWords({ ...report, problems }, 'zh-CN').join('\n')).toContain('1 人没有目标单（方案中列为例外）');
    expect(rehearsalWords({ ...report, problems }, 'en').join('\n')).toContain('got no sheet (on leave throughout)');
  });

  it('names who never decided, and who had most to decide', () => {
    const idle = { who: { number: 'L2', name: '张研发' }, tasks: 3, decided: 0, late: 3, peak: 3, peakFrom: null };
    const approvers = [idle, ...report.approvers];
    expect(rehearsalWords({ ...report, approvers }, 'zh-CN')).toEqual(
      expect.arrayContaining([
        '1 位审批人自始至终没有处理过：张研发 L2。',
        expect.stringContaining('审批最多的是 李销售（L1）：20 项'),
      ]),
    );
    const words = rehearsalWords({ ...report, approvers }, 'en').join('\n');
    expect(words).toContain('1 who were asked to decide never did: 张研发 L2.');
    expect(words).toContain('12 requests to report, 1 reminders to decide');
  });

  it('names steps, states and notices as people do, in both languages', () => {
    const kinds = [...NOTICE_KINDS, STEP_REMINDER, LADDER_REMINDER];
    const lists = BONUS_LIST_STATES.flatMap((state) =>
      LIST_PARTS.map((part) => ({ total: { amount: '1.00', currency: 'CNY' }, lines: 1, state, part })),
    );
    const timeline = STEP_NAMES.map((step) => ({
      step,
      planned: '2026-11-30T01:00:00.000Z',
      happened: null,
      counts: null,
    }));
    const all = { ...report, timeline, bonus: lists, problems: [] };
    const words = (language: 'zh-CN' | 'en', count: number) =>
      rehearsalWords(
        { ...all, notices: { ...report.notices, byKind: kinds.map((kind) => ({ kind, count })) } },
        language,
      );
    // Nothing of the identifiers is left, and no two kinds of notice have one word.
    expect(words('zh-CN', 7).join(' ')).not.toMatch(/[a-z]{4}/);
    expect(words('en', 7).join(' ').replace('stand-ins', '')).not.toMatch(/[a-z]-[a-z]/);
    for (const language of ['zh-CN', 'en'] as const)
      expect(new Set(kinds.map((kind) => noticeWord(kind, language))).size).toBe(kinds.length);
    expect(words('en', 7)).toContain('End of planning: should have been Mon, 11/30, 09:00, did not happen.');
    expect(words('en', 7)).toContain('Bonus list (list of the signers): 1 lines, CNY 1.00, handed to payroll.');
  });

  it('says how much its lists leave out', () => {
    const cut = { ...report, overdueTotal: 31, notices: { ...report.notices, total: 2013 } };
    expect(rehearsalWords(cut, 'zh-CN')).toEqual(
      expect.arrayContaining([
        '逾期明细只列出最久的 1 项，另有 30 项未列出。',
        '通知明细只列出最早的 13 条，另有 2000 条未列出。',
      ]),
    );
    expect(rehearsalWords(cut, 'en')).toEqual(
      expect.arrayContaining([
        'Of what was overdue the 1 longest are listed; 30 more are counted only.',
        'Of the notices the first 13 are listed; 2000 more are counted only.',
      ]),
    );
    expect(rehearsalWords(report, 'en').join(' ')).not.toContain('counted only');
    const idle = (n: number) => ({
      who: { number: `L${n}`, name: 'Lead' },
      tasks: 1,
      decided: 0,
      late: 1,
      peak: 1,
      peakFrom: null,
    });
    const approvers = [1, 2, 3, 4, 5, 6, 7].map(idle);
    expect(rehearsalWords({ ...report, approvers }, 'en').join(' ')).toContain('Lead L5 and 2 more.');
    expect(rehearsalWords({ ...report, approvers }, 'zh-CN').join(' ')).toContain('Lead L5，另有 2 位。');
  });

  it('knows nothing to tell where nothing happened', () => {
    const nothing = {
      ...report,
      funnel: null,
      timeline: [],
      overdue: [],
      overdueTotal: 0,
      approvers: [],
      bonus: [],
      problems: [],
    };
    expect(rehearsalWords(nothing, 'en').join('\n')).toContain('Nobody was overdue.');
  });
});
