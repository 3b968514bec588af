import { Injectable } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CycleDefinitionRepository, type Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';
import { coveredPeople, type Covered } from './who.js';

const EVERYBODY = 1_000_000;
const UNITS_NAMED = 5;

/** Who would get goals twice: a sheet by this definition and one by another that is active for the same kind of period. */
@Injectable()
export class Overlaps {
  constructor(
    private readonly definitions: CycleDefinitionRepository,
    private readonly org: OrgCopy,
  ) {}

  /** @param people whom this definition covers */
  async of(
    tx: Tx,
    definition: { id: string; data: Data },
    people: readonly Covered[],
    today: string,
  ): Promise<FieldProblem[]> {
    const others = (await this.definitions.activeOthers(tx, definition.id)).filter(
      ({ data }) => data.period === definition.data.period,
    );
    if (others.length === 0) return [];
    const own = new Map(people.filter(({ excepted }) => !excepted).map((person) => [person.id, person.unitId]));
    const names = new Map((await this.org.units(tx)).map(({ id, name }) => [id, name]));
    const warnings: FieldProblem[] = [];
    for (const { code, data } of others) {
      const covered = await coveredPeople(tx, data.who, {
        since: today,
        after: null,
        limit: EVERYBODY,
        withoutCycle: null,
      });
      const both = covered.filter(({ id, excepted }) => !excepted && own.has(id));
      if (both.length === 0) continue;
      const where = unitsOf(both, names);
      warnings.push(
        at(
          'who',
          `${both.length} people would also get a sheet by "${data.name}" (${code}): ${where}. Where that is not meant, narrow units or job families, or add exceptions`,
          `有 ${both.length} 人同时属于考核方案“${data.name}”（${code}），会收到两张目标单：${where}。如非本意，请调整部门、岗位序列或增加例外`,
        ),
      );
    }
    return warnings;
  }
}

/** Names with how many people, the largest first. */
function unitsOf(people: readonly Covered[], names: ReadonlyMap<string, string>): string {
  const counts = new Map<string, number>();
  for (const { unitId } of people) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  const units = [...counts].toSorted(([, a], [, b]) => b - a);
  const shown = units.slice(0, UNITS_NAMED).map(([id, count]) => `${names.get(id) ?? id} ${count}`);
  return `${shown.join(', ')}${units.length > UNITS_NAMED ? ', …' : ''}`;
}
