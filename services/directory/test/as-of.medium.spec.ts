import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DueChangesWorker } from '../src/change/due-changes.worker.js';
import { DirectoryHarness } from './directory-harness.js';
import { HeldCompany, type Person } from './held-company.js';

let directory: DirectoryHarness;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());

const applyAll = () => directory.app.get(DueChangesWorker, { strict: false }).applyAll();

describe('as of any instant', () => {
  it('people are what was said of them: random changes, random instants, against a slow oracle', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = generator(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const company = await HeldCompany.found(directory);
    const start = await company.people();
    const founded = await company.now();
    const numbers = ['E1', 'E2', 'E3', 'E4', 'E5', 'H1', 'H2'];
    const units = [...(await company.units()).values()].map((unit) => unit.id);
    const roles = [
      { role: 'ops', unitId: null },
      { role: 'finance-lead', unitId: null },
      { role: 'hr-partner', unitId: units[1]! },
    ];
    const facts: { number: string; id: string; at: string; set: Record<string, unknown> }[] = [];
    const sets = (): Record<string, unknown> =>
      pick([
        () => ({ grade: `G${Math.floor(random() * 100)}` }),
        () => ({ name: `名${Math.floor(random() * 100)}`, grade: `G${Math.floor(random() * 100)}` }),
        () => ({ unitId: pick(units) }),
        () => ({ managerId: pick([null, ...numbers.map((number) => start.get(number)!.id)]) }),
        () => ({ leftOn: pick([null, '2027-01-31']) }),
        () => ({ grant: [pick(roles)] }),
        () => ({ remove: [pick(roles)] }),
      ])();

    const oracle = (number: string, at: string): Omit<Person, 'version'> => {
      const { version: _version, ...first } = start.get(number)!;
      let state: Omit<Person, 'version'> = first;
      const said = facts.filter((fact) => fact.number === number && fact.at <= at);
      for (const { set } of said.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
        const { grant = [], remove = [], ...plain } = set as { grant?: Person['roles']; remove?: Person['roles'] };
        const word = (role: Person['roles'][number]) => JSON.stringify([role.role, role.unitId]);
        const gone = [...grant, ...remove].map(word);
        const kept = [...state.roles.filter((role) => !gone.includes(word(role))), ...grant];
        state = { ...state, ...plain, roles: kept.toSorted((a, b) => (word(a) < word(b) ? -1 : 1)) };
      }
      return state;
    };
    const compare = async (at: string, query: string) => {
      const seen = await company.people(query);
      for (const number of numbers) {
        const { version: _version, ...person } = seen.get(number)!;
        expect({ seed, at, ...person }).toEqual({ seed, at, ...oracle(number, at) });
      }
    };

    for (let round = 0; round < 6; round++) {
      for (let n = 0; n < 12; n++) {
        const number = pick(numbers);
        const day = `2026-${random() < 0.5 ? '11' : '12'}-${pick(['01', '05', '10', '20', '23', '24', '25', '27', '28', '29', '30'])}`;
        const answer = await company.change(number, day, sets());
        expect([200, 400, 409]).toContain(answer.status);
        if (answer.status === 200) {
          facts.push({ number, id: answer.body.id, at: answer.body.effectiveAt, set: answer.body.set });
        }
        if (random() < 0.15) {
          const [planned] = await company.changes(number, 'planned');
          const { id } = await company.person(number);
          if (planned !== undefined) {
            const path = `/v1/people/${id}/changes/${planned.id}`;
            const gone = await directory.call('DELETE', path, { token: company.tenant.admin });
            if (gone.status === 200)
              facts.splice(
                facts.findIndex((fact) => fact.id === planned.id),
                1,
              );
          }
        }
      }
      await compare(await company.now(), '');
      for (let n = 0; n < 10; n++) {
        const at = new Date(Date.parse(founded) + Math.floor(random() * 45 * 86_400_000)).toISOString();
        await compare(at, `&asOf=${at}`);
      }
      for (const { at } of facts) {
        const managers = new Map(numbers.map((number) => [start.get(number)!.id, oracle(number, at).managerId]));
        for (const one of managers.keys()) {
          let above = managers.get(one) ?? null;
          for (let steps = 0; above !== null && steps < 20; steps++) above = managers.get(above) ?? null;
          expect({ seed, at, above }).toEqual({ seed, at, above: null });
        }
      }
      await company.passUntil(new Date(Date.parse(await company.now()) + 3 * 86_400_000).toISOString());
      await applyAll();
    }
    expect(facts.length).toBeGreaterThan(20);
  }, 120_000);
});

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
