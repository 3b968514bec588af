import { fastClock, hour } from '../../test/clock.js';
import { FakeApproval } from '../../test/fake-approvals.js';
import { NO_NEWS, nextClimb, rungWords, takeAnswer, takeNews, waitingFor } from './state.js';
import type { Climb } from './state.js';

const start = Date.parse('2026-11-22T12:00:00.000Z');
const clock = { ...fastClock(3600), anchorReal: '2026-11-22T12:00:00.000Z' };
const at = (hours: number): number => start + hours * 1000;

function opened(stepId = 'lead') {
  const approval = new FakeApproval('a', clock);
  const news = approval.open(stepId, [
    ['remind', 2],
    ['remind', 4],
    ['escalate', 6],
    ['hand-to-hr', 10],
  ]);
  return { approval, ladder: takeNews(NO_NEWS, news) };
}

function climbOf(climb: Climb | null): Climb {
  if (climb === null) throw new Error('nothing to climb');
  return climb;
}

describe('takeNews', () => {
  it('ignores what is older than what it knows, and what comes twice', () => {
    const { approval, ladder } = opened();
    const stale = approval.news();
    const second = takeNews(ladder, approval.open('hr', [['remind', 8]]));
    expect(second.step?.stepId).toBe('hr');
    expect(takeNews(second, stale)).toBe(second);
    expect(takeNews(second, approval.news())).toBe(second);
  });

  it('stays closed when the opening arrives after the closing', () => {
    const { approval } = opened();
    const opening = approval.news();
    const closed = takeNews(NO_NEWS, approval.close('approved'));
    expect(closed.outcome).toBe('approved');
    expect(takeNews(closed, opening)).toBe(closed);
  });

  it('keeps the rungs climbed when a newer version of the same step comes, and forgets them for another step', () => {
    const { approval, ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(2)));
    const climbed = takeAnswer(ladder, climb, { outcome: 'climbed', at: hour(2), clock });
    approval.version += 1;
    expect(takeNews(climbed, approval.news()).climbed).toBe(1);
    expect(takeNews(climbed, approval.open('hr', [['remind', 8]])).climbed).toBe(0);
  });

  it('takes a younger clock with the same version', () => {
    const { approval, ladder } = opened();
    approval.clock = { ...clock, rate: 1, version: 2 };
    expect(takeNews(ladder, approval.news()).clock?.rate).toBe(1);
  });
});

describe('nextClimb', () => {
  it('has nothing to do before any news', () => {
    expect(nextClimb(NO_NEWS, start)).toBeNull();
    expect(waitingFor(NO_NEWS, null)).toBe('Waiting for the first news of this approval');
  });

  it('collapses missed rungs to the latest', () => {
    const { ladder } = opened();
    expect(climbOf(nextClimb(ladder, at(1))).rung.n).toBe(1);
    expect(climbOf(nextClimb(ladder, at(7))).rung.n).toBe(3);
  });

  it('gives the last action its distance after the knock before it', () => {
    const { ladder } = opened();
    const late = climbOf(nextClimb(ladder, at(20)));
    expect(late.rung.action).toBe('escalate');
    const climbed = takeAnswer(ladder, late, { outcome: 'climbed', at: hour(20), clock });
    expect(climbOf(nextClimb(climbed, at(20)))).toMatchObject({ rung: { n: 4 }, at: hour(24) });
  });

  it('says who is awaited and what comes next', () => {
    const { ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(0)));
    expect(rungWords(climb)).toBe(`remind (rung 1) at ${hour(2)}`);
    expect(waitingFor(ladder, climb)).toContain('Waiting for manager to decide step lead by');
  });
});

describe('takeAnswer', () => {
  it('stands still when SQL has moved on, until its news comes', () => {
    const { approval, ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(2)));
    const overtaken = takeAnswer(ladder, climb, { outcome: 'moved-on', at: hour(2), clock });
    expect(nextClimb(overtaken, at(9))).toBeNull();
    expect(nextClimb(takeNews(overtaken, approval.open('hr', [['remind', 8]])), at(2))).not.toBeNull();
  });

  it('does not stand still for news that came while it asked', () => {
    const { approval, ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(2)));
    const newer = takeNews(ladder, approval.open('hr', [['remind', 8]]));
    const answered = takeAnswer(newer, climb, { outcome: 'moved-on', at: hour(2), clock });
    expect(nextClimb(answered, at(2))).not.toBeNull();
    expect(takeAnswer(newer, climb, { outcome: 'climbed', at: hour(2), clock }).climbed).toBe(0);
  });

  it('waits again by the clock of a refusal', () => {
    const { ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(2)));
    const slower = { ...clock, rate: 60, version: 5 };
    expect(takeAnswer(ladder, climb, { outcome: 'early', at: hour(1), clock: slower })).toMatchObject({
      refused: true,
      clock: slower,
      climbed: 0,
    });
  });

  it('ends when told that the approval is closed', () => {
    const { ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(2)));
    expect(takeAnswer(ladder, climb, { outcome: 'closed', at: hour(2), clock }).outcome).toBe('closed');
  });
});

describe('a deadline that moves while the ladder is climbed', () => {
  function reminded() {
    const { approval, ladder } = opened();
    const climb = climbOf(nextClimb(ladder, at(2)));
    return {
      climb,
      news: approval.news(),
      ladder: takeAnswer(ladder, climb, { outcome: 'climbed', at: hour(2), clock }),
    };
  }
  const later = (
    news: ReturnType<FakeApproval['news']>,
    version: number,
    rungs: [number, 'remind' | 'escalate' | 'hand-to-hr'][],
  ) => ({
    ...news,
    version,
    rungs: rungs.map(([hours, action], n) => ({ n: n + 1, at: hour(hours), action })),
  });

  it('waits while the cycle is paused, and goes on from the rung it has reached, weeks later too', () => {
    const { ladder, news, climb } = reminded();
    const held = takeNews(ladder, later(news, 2, []));
    expect(nextClimb(held, at(300))).toBeNull();
    expect(held.climbed).toBe(1);
    const goesOn = takeNews(
      held,
      later(news, 3, [
        [2, 'remind'],
        [504, 'remind'],
        [600, 'escalate'],
        [800, 'hand-to-hr'],
      ]),
    );
    expect(nextClimb(goesOn, at(300))).toMatchObject({ rung: { n: 2 }, at: hour(504) });
    expect(takeNews(goesOn, later(news, 2, []))).toBe(goesOn);
    // An answer to what was asked before the pause says nothing of the ladder as it is now.
    expect(takeAnswer(goesOn, climb, { outcome: 'moved-on', at: hour(300), clock }).overtaken).toBe(false);
  });

  it('collapses what was missed after it moved, and keeps the distance before the last action', () => {
    const { ladder, news } = reminded();
    const moved = takeNews(
      ladder,
      later(news, 2, [
        [2, 'remind'],
        [500, 'remind'],
        [600, 'escalate'],
        [800, 'hand-to-hr'],
      ]),
    );
    const late = climbOf(nextClimb(moved, at(900)));
    expect(late.rung).toMatchObject({ n: 3, action: 'escalate' });
    const escalated = takeAnswer(moved, late, { outcome: 'climbed', at: hour(900), clock });
    expect(nextClimb(escalated, at(900))).toMatchObject({ rung: { n: 4 }, at: hour(1100) });
  });
});
