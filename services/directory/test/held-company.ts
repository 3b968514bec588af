import type { PersonView, UnitView } from '@goalbeat/contracts/directory/http';
import type { OrgChange } from '@goalbeat/contracts/directory/organisation-http';
import type { z } from 'zod';
import type { Answer, DirectoryHarness } from './directory-harness.js';

export type Person = z.infer<typeof PersonView>;
export type Unit = z.infer<typeof UnitView>;
export type Change = z.infer<typeof OrgChange> & { code: string; field: string; detail: string };

/** A company whose clock stands still until a spec moves it. */
export class HeldCompany {
  private constructor(
    private readonly directory: DirectoryHarness,
    readonly tenant: { id: string; slug: string; admin: string },
  ) {}

  static async found(directory: DirectoryHarness): Promise<HeldCompany> {
    const tenant = await directory.tenant();
    await directory.company(tenant.admin);
    const company = new HeldCompany(directory, tenant);
    await company.passUntil(await company.now());
    return company;
  }

  async now(): Promise<string> {
    const { body } = await this.directory.call<{ now: string }>('GET', '/v1/tenant', { token: this.tenant.admin });
    return body.now;
  }

  /** Business time is that instant from now on. */
  async passUntil(instant: string): Promise<void> {
    await this.directory.database.query(
      'UPDATE tenant SET anchor_virtual = $2, anchor_real = created_at, held_at = created_at WHERE tenant_id = $1',
      [this.tenant.id, instant],
    );
  }

  async people(query = '', token = this.tenant.admin): Promise<Map<string, Person>> {
    const answer = await this.directory.call<{ items: Person[] }>('GET', `/v1/people?limit=200${query}`, { token });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return new Map(answer.body.items.map((person) => [person.number, person]));
  }

  async person(number: string): Promise<Person> {
    return found(await this.people(`&number=${number}`), number);
  }

  async units(query = ''): Promise<Map<string, Unit>> {
    const { body } = await this.directory.call<{ items: Unit[] }>('GET', `/v1/units?limit=200${query}`, {
      token: this.tenant.admin,
    });
    return new Map(body.items.map((unit) => [unit.code, unit]));
  }

  async change(number: string, effectiveOn: string, set: object, token = this.tenant.admin): Promise<Answer<Change>> {
    const { id, version } = await this.person(number);
    return this.directory.call<Change>('POST', `/v1/people/${id}/changes`, {
      token,
      body: { effectiveOn, set, version },
    });
  }

  async changeUnit(code: string, effectiveOn: string, set: object): Promise<Answer<Change>> {
    const { id, version } = found(await this.units(), code);
    const body = { effectiveOn, set, version };
    return this.directory.call<Change>('POST', `/v1/units/${id}/changes`, { token: this.tenant.admin, body });
  }

  async changes(number: string, state = ''): Promise<Change[]> {
    const { id } = await this.person(number);
    const query = state === '' ? '' : `?state=${state}`;
    const { body } = await this.directory.call<{ items: Change[] }>('GET', `/v1/people/${id}/changes${query}`, {
      token: this.tenant.admin,
    });
    return body.items;
  }

  async as(number: string): Promise<string> {
    return this.directory.signIn(this.tenant.slug, number, `password ${number}`);
  }
}

function found<T>(things: ReadonlyMap<string, T>, key: string): T {
  const thing = things.get(key);
  if (thing === undefined) throw new Error(`There is no ${key}`);
  return thing;
}
