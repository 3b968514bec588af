import type { Resource } from '@goalbeat/domain/access/policy';
import { present } from '../e2e/until.js';
import { call, type Actor } from './actor.js';
import { pathParameters, type Operation } from './operations.js';
import type { Stage } from './stage.js';

/** Something an address names: what stands in for its parameters, and to whom the policy says it belongs. */
export interface Thing {
  path: Readonly<Record<string, string>>;
  resource: Resource;
  /** As its list shows it: a change that changes nothing is made of it. */
  item?: Item;
}

/**
 * Nobody opens these in a week that goes well (files for payroll, dead letters, contradictions, changes of the hand-over, answers about strangers, messages that are refused), or they are listed nowhere (bundles are named by the desk); other tenants' and
 * made-up ids are tried all the same.
 */
const NEVER_HERE = new Set([
  'goals /v1/rehearsals',
  'goals /v1/bundles',
  'appraisal /v1/bundles',
  'payroll /v1/bundles',
  'payroll /v1/payout-files',
  'directory /v1/dead-letters',
  'goals /v1/dead-letters',
  'appraisal /v1/dead-letters',
  'payroll /v1/dead-letters',
  'directory /v1/operations/messages',
  'goals /v1/operations/messages',
  'appraisal /v1/operations/messages',
  'payroll /v1/operations/messages',
  'payroll /v1/contradictions',
  'payroll /v1/hand-over/changes',
  'payroll /v1/unknown-answers',
  'payroll /v1/corrections',
  'payroll /v1/assets',
]);
const NONE = '';

type Item = Readonly<Record<string, unknown>>;

const personOf = (item: Item): string | undefined => {
  for (const name of ['personId', 'ownerId', 'fromPersonId']) {
    const value = item[name];
    if (typeof value === 'string') return value;
  }
  return item['subjectKind'] === 'person' && typeof item['subjectId'] === 'string' ? item['subjectId'] : undefined;
};

/** What the lists of one company show to somebody who may see everything, and whose it is. */
export class Things {
  readonly #lines = new Map<string, { managers: string[]; units: string[] }>();
  readonly #lists = new Map<string, readonly Item[]>();

  constructor(
    private readonly stage: Stage,
    private readonly all: readonly Operation[],
    private readonly seer: Actor,
  ) {}

  async load(): Promise<this> {
    const people = await this.#items('directory', '/v1/people');
    const units = new Map((await this.#items('directory', '/v1/units')).map((unit) => [String(unit['id']), unit]));
    const managerOf = new Map(people.map((one) => [String(one['id']), one['managerId']]));
    for (const person of people) {
      const managers: string[] = [];
      for (let up = person['managerId']; typeof up === 'string'; up = managerOf.get(up)) managers.push(up);
      const path: string[] = [];
      for (let unit = person['unitId']; typeof unit === 'string'; unit = units.get(unit)?.['parentId']) path.push(unit);
      this.#lines.set(String(person['id']), { managers, units: path });
    }
    return this;
  }

  resourceOf(personId: string | undefined): Resource {
    const { tenantId } = this.stage.company;
    if (personId === undefined) return { tenantId };
    const { managers, units } = present(this.#lines.get(personId), `person ${personId}`);
    return { tenantId, personId, managerLine: managers, unitPath: units };
  }

  /**
   * What the operation's path may name that belongs to this person, or to the company when nobody owns such things.
   * Undefined when this person has none. @throws when nobody knows where such things are listed
   */
  async of(operation: Operation, number: string): Promise<Thing | undefined> {
    const [name, second] = pathParameters(operation);
    if (name === undefined) return { path: {}, resource: this.resourceOf(undefined) };
    const personId = this.stage.company.personId(number);
    const special = this.#special(operation, number);
    if (special === NONE) return undefined;
    if (special !== undefined) return { path: { [name]: special }, resource: this.resourceOf(personId) };
    const base = operation.path.slice(0, operation.path.indexOf(`/{${name}}`));
    if (base === '/v1/api-keys') return { path: { [name]: this.stage.spareKey }, resource: this.resourceOf(undefined) };
    if (NEVER_HERE.has(`${operation.area} ${base}`)) return undefined;
    const items = await this.#items(operation.area, base);
    if (second === 'goal') return this.#templateGoal(items, name);
    if (second !== undefined) return this.#inner(operation, base, name, second, personId);
    if (base === '/v1/people') return { path: { [name]: personId }, resource: this.resourceOf(personId) };
    const owned = items.filter((item) => personOf(item) !== undefined);
    const item = owned.length > 0 ? owned.find((one) => personOf(one) === personId) : items[0];
    const value = item?.[name];
    if (items.length === 0) throw new Error(`${base} of ${operation.area} is empty: the stage has none to try`);
    if (typeof value !== 'string') return undefined;
    return {
      path: { [name]: value },
      resource: this.resourceOf(owned.length > 0 ? personId : undefined),
      ...(item === undefined ? {} : { item }),
    };
  }

  /** Everything that a list shows to the seer. */
  async #items(area: string, path: string): Promise<readonly Item[]> {
    const key = `${area}${path}`;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const list = this.all.find((one) => one.area === area && one.path === path && one.method === 'GET');
    if (list === undefined) throw new Error(`Nothing lists ${key}: say in things.ts where its ids come from`);
    const items = await listed(this.seer, list);
    this.#lists.set(key, items);
    return items;
  }

  #special({ path }: Operation, number: string): string | undefined {
    if (path.startsWith('/v1/evidence/')) return this.stage.evidence.get(number) ?? NONE;
    if (path.startsWith('/v1/accounts/')) return this.stage.company.personId(number);
    if (path.startsWith('/v1/notices/')) return this.stage.notices.get(number) ?? NONE;
    return undefined;
  }

  /** A goal of a template has no address of its own to be read at. */
  #templateGoal(templates: readonly Item[], name: string): Thing | undefined {
    const [template] = templates;
    const goals = (template?.['goals'] ?? []) as readonly Item[];
    const [goal] = goals;
    if (template === undefined || goal === undefined) return undefined;
    return {
      path: { [name]: String(template[name]), goal: String(goal['code']) },
      resource: this.resourceOf(undefined),
    };
  }

  /** A line of a list and the like: found below its parent. */
  async #inner(
    operation: Operation,
    base: string,
    name: string,
    second: string,
    personId: string,
  ): Promise<Thing | undefined> {
    const below = operation.path.slice(0, operation.path.indexOf(`/{${second}}`));
    const list = this.all.find((one) => one.area === operation.area && one.path === below && one.method === 'GET');
    if (list === undefined) throw new Error(`Nothing lists ${below}: say in things.ts where its ids come from`);
    for (const parent of await this.#items(operation.area, base)) {
      const outer = String(parent[name]);
      const inside = await listed(this.seer, list, { [name]: outer });
      const mine = inside.find((item) => [personId, undefined].includes(personOf(item)));
      if (mine !== undefined)
        return {
          path: { [name]: outer, [second]: String(mine['id'] ?? mine[second]) },
          resource: this.resourceOf(personOf(mine)),
        };
    }
    return undefined;
  }
}

/** All pages of a list, as this actor sees it. @throws when it is refused */
export async function listed(
  actor: Actor,
  list: Operation,
  path: Readonly<Record<string, string>> = {},
  filter: Readonly<Record<string, string>> = {},
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const query: Record<string, string> = { ...filter };
    if (list.parameters.some(({ name }) => name === 'limit')) query['limit'] = '200';
    if (after !== null) query['after'] = after;
    const answer = await call(actor, list, { path, query });
    if (answer.status !== 200)
      throw new Error(`${list.path} answers ${actor.name} with ${answer.status} ${answer.detail}`);
    const page = answer.body as { items: Item[]; next?: string | null };
    items.push(...page.items);
    after = page.next ?? null;
  } while (after !== null);
  return items;
}
