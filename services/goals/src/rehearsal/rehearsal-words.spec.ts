import { describe, expect, it } from '@jest/globals';
import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import { rehearsalWords } from './rehearsal-words.js';

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
      { kind: 'reminder', count: 1 },
    ],
    items: [],
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
    expect(words).toContain('请求填报 12、催办 1');
    expect(words).toContain('1 项逾期，最久的是 赵一（S4）填报完成情况「赵一」：始终未处理。');
    expect(words).toContain('09:00，准时');
    expect(words).toContain('10:05，晚 7 分钟');
    expect(words).toContain('18:00，没有发生');
    expect(words).toContain('注意：2 项待办到最后仍无人处理，例如 审批计划「赵一」。');
  });

  it('and in English, each of its parts once', () => {
    const words = rehearsalWords(report, 'en');
    expect(words.join('\n')).toContain('Bonus list (main): 12 lines, CNY 2800.00, settled.');
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
    expect(words).toContain('12 requests to report, 1 reminders');
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
