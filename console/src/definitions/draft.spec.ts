import { describe, expect, it } from '@jest/globals';
import { at, listAt, readDraft, textAt, withValue } from './draft.js';

const FILE = `# our week
code: weekly
data:
  name: Week
  timeline:
    - step: issue
      day: 1
      time: 09:00
    - step: archive
      day: 8
      time: 18:00
`;

describe('a definition as a file', () => {
  it('is read with the line of each field, also of one that is missing', () => {
    const { value, problem, lineOf } = readDraft(FILE);
    expect(problem).toBeNull();
    expect(textAt(value, ['data', 'timeline', 1, 'time'])).toBe('18:00');
    expect(lineOf('data.timeline.1.time')).toBe(11);
    expect(lineOf('data.timeline.1.move')).toBe(9);
    expect(lineOf('data.calendar')).toBe(3);
    expect(lineOf('nowhere')).toBe(1);
  });

  it('says in which line it cannot be read', () => {
    const { value, problem } = readDraft('code: weekly\ndata:\n  name: "Week\n');
    expect(value).toBeUndefined();
    expect(problem?.line).toBeGreaterThanOrEqual(3);
    expect(problem?.message).not.toBe('');
  });

  it('is changed in one place, comments kept', () => {
    const changed = withValue(FILE, ['data', 'timeline', 0, 'time'], '08:30');
    expect(changed).toBe(FILE.replace('09:00', '08:30'));
    expect(at(readDraft(withValue(FILE, ['data', 'who', 'units'], ['SALES'])).value, ['data', 'who', 'units'])).toEqual(
      ['SALES'],
    );
    expect(
      listAt(readDraft(withValue(FILE, ['data', 'timeline', 0], undefined)).value, ['data', 'timeline']),
    ).toHaveLength(1);
  });

  it('holds aliases within bounds', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*b,*b]\n`;
    expect(readDraft(bomb).problem).not.toBeNull();
  });
});
