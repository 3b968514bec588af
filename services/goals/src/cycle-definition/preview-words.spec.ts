import { expect, it } from '@jest/globals';
import { explainNobody, explainSkip, explainStep, inWords } from './preview-words.js';

const calendar = { code: 'CN', coveredUntil: '2026-12-31' };
const step = { at: '2026-12-10T09:00:00.000Z', planned: '2026-12-11T09:00:00.000Z', provisional: false };

it('says in both languages when a step is, why it moved and that it may move', () => {
  expect(inWords('2026-11-20T09:00:00.000Z', 'Asia/Shanghai', 'en')).toBe('Fri 2026-11-20 17:00');
  expect(inWords('2026-11-22T23:30:00.000Z', 'Asia/Shanghai', 'zh-CN')).toBe('2026-11-23 周一 07:30');
  expect(explainStep(step, 'Asia/Shanghai', calendar, 'en')).toBeNull();
  const moved = { ...step, moved: 'last-working-day' as const, provisional: true };
  expect(explainStep(moved, 'Asia/Shanghai', calendar, 'en')).toBe(
    'Fri 2026-12-11 17:00 is not worked: on the last working day of that week; calendar CN is known until 2026-12-31: may move when the next year is imported',
  );
  expect(explainStep(moved, 'Asia/Shanghai', calendar, 'zh-CN')).toBe(
    '2026-12-11 周五 17:00 不是工作日，改在当周最后一个工作日；工作日历 CN 只到 2026-12-31：导入下一年度后可能调整',
  );
  expect(explainSkip('no-working-day', 'zh-CN')).toContain('没有工作日');
});

it('says why nobody could decide', () => {
  expect(explainNobody({ assign: 'manager', skipped: [] }, 'en')).toBe(
    'there is no manager above them, and nobody is HR lead in their place',
  );
  expect(explainNobody({ assign: 'manager', skipped: ['left', 'left'] }, 'zh-CN')).toBe(
    '审批人届时已离职，也没有人事主管可以代替',
  );
});
