import type { PersonView, UnitView } from '@goalbeat/contracts/directory/http';
import type { OrgChange } from '@goalbeat/contracts/directory/organisation-http';
import type { z } from 'zod';
import { eventually, type Answer, type DirectoryHarness } from './directory-harness.js';

export type Person = z.infer<typeof PersonView>;
export type Unit = z.infer<typeof UnitView>;
export type Change = z.infer<typeof OrgChange> & { code: string; field: string; detail: string };

/** A company whose clock stands still until it is told to go on. */
export class HeldCompany {
  private constructor(
    private readonly directory: DirectoryHarness,
    readonly tenant: { id: string; slug: string; admin: string },
  ) {}

  static async found(directory: DirectoryHarness): Promise<HeldCompany> {
    const tenant = await directory.tenant();
    await directory.company(tenant.admin);
    const company = new HeldCompany(directory, tenant);
    await company.set({ held: true });
    return company;
  }

  async set(clock: { held?: boolean; rate?: number }): Promise<void> {
    const { version } = await this.#clock();
    const answer = await this.directory.call('PUT', '/v1/tenant/clock', {
      token: this.tenant.admin,
      body: { ...clock, version },
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }

  async now(): Promise<string> {
    return (await this.#clock()).now;
  }

  /** Business time goes on to at least that instant, and stops again. */
  async passUntil(instant: string): Promise<void> {
    await this.set({ held: false, rate: 100_000 });
    await eventually(
      () => this.now(),
      (now) => now >= instant,
    );
    await this.set({ held: true });
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

  async #clock(): Promise<{ now: string; version: number }> {
    const { body } = await this.directory.call<{ now: string; version: number }>('GET', '/v1/tenant', {
      token: this.tenant.admin,
    });
    return body;
  }
}

function found<T>(things: ReadonlyMap<string, T>, key: string): T {
  const thing = things.get(key);
  if (thing === undefined) throw new Error(`There is no ${key}`);
  return thing;
}
