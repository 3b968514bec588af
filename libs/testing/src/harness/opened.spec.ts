import { describe, expect, it } from '@jest/globals';
import { Opened } from './opened.js';

describe('what a spec opened', () => {
  it('is closed once, last first, and waited for', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    for (const name of ['server', 'database', 'service'])
      opened.add(name, async (its) => {
        await Promise.resolve();
        closed.push(its);
      });
    await opened.close();
    expect(closed).toEqual(['service', 'database', 'server']);
    await opened.close();
    expect(closed).toHaveLength(3);
  });

  it('is closed whole though one of it cannot be, and says why', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    opened.add('worker', (its) => closed.push(its));
    opened.add('service', () => Promise.reject(new Error('still busy')));
    opened.add('broker', () => {
      throw new Error('gone already');
    });
    await expect(opened.close()).rejects.toThrow('gone already');
    expect(closed).toEqual(['worker']);
  });
});
