import { describe, expect, it } from '@jest/globals';
import { PersonNames, type Named } from './person-names.js';

const named = (id: string): Named => ({ name: `Person ${id}`, number: id });

describe('names of people', () => {
  it('are asked for together, each once', async () => {
    const asked: string[][] = [];
    const names = new PersonNames((ids) => {
      asked.push([...ids]);
      return Promise.resolve(new Map(ids.filter((id) => id !== 'hidden').map((id) => [id, named(id)])));
    }, 1);
    const found = await Promise.all(['a', 'b', 'a', 'hidden'].map((id) => names.of(id)));
    expect(found).toEqual([named('a'), named('b'), named('a'), null]);
    expect(asked).toEqual([['a', 'b', 'hidden']]);
    await names.of('a');
    expect(asked).toHaveLength(2);
  });

  it('come two hundred a question', async () => {
    const sizes: number[] = [];
    const names = new PersonNames((ids) => {
      sizes.push(ids.length);
      return Promise.resolve(new Map(ids.map((id) => [id, named(id)])));
    }, 1);
    const found = await Promise.all(Array.from({ length: 450 }, (_, n) => names.of(`p${n}`)));
    expect(found.at(-1)).toEqual(named('p449'));
    expect(sizes).toEqual([200, 200, 50]);
  });

  it('fail for those who were asked for, and are asked for again', async () => {
    let away = true;
    const names = new PersonNames(
      (ids) => (away ? Promise.reject(new Error('away')) : Promise.resolve(new Map(ids.map((id) => [id, named(id)])))),
      1,
    );
    await expect(names.of('a')).rejects.toThrow('away');
    away = false;
    await expect(names.of('a')).resolves.toEqual(named('a'));
  });
});
