import type { Bench } from './bench.js';
import { HttpSession, oneConnection } from './http-session.js';
import { inTurns } from './in-turns.js';
import type { Plan, PlanMakers } from './plans.js';

const SIGN_INS_AT_ONCE = 8;

/** Milliseconds each decision took, as the client saw it, and how many were not taken. */
export interface Burst {
  tookMs: number;
  latencies: number[];
  refused: string[];
}

/** The leads and HR leads, one kept-alive connection a department. */
export class Deciders {
  readonly #sessions = new Map<string, HttpSession>();

  static async signIn(bench: Bench, { tenant, departments }: PlanMakers): Promise<Deciders> {
    const deciders = new Deciders();
    await inTurns(SIGN_INS_AT_ONCE, departments, async ({ lead, hr }) => {
      const agent = oneConnection();
      for (const number of [lead, hr]) {
        const session = new HttpSession(bench.env.url, agent);
        await session.signIn({ tenant: tenant.slug, number, password: tenant.password });
        deciders.#sessions.set(number, session);
      }
    });
    return deciders;
  }

  session(number: string): HttpSession {
    const session = this.#sessions.get(number);
    if (session === undefined) throw new Error(`${number} has not signed in`);
    return session;
  }

  /** The first task of a step has version 1: the lead's, and then the HR lead's. @throws when it is refused */
  async approve(number: string, { approvalId }: Plan): Promise<void> {
    const answer = await this.#decide(number, approvalId);
    if (answer.status >= 300) throw new Error(`A decision is refused: ${answer.status} ${answer.text}`);
  }

  #decide(number: string, approvalId: string) {
    const path = `/api/goals/v1/approvals/${approvalId}/decisions`;
    return this.session(number).post(path, { taskVersion: 1, decision: 'approve' });
  }

  /** All at once: each department is a client that decides its plans one by one, as lead and then as HR lead. */
  async burst(plans: readonly Plan[]): Promise<Burst> {
    const latencies: number[] = [];
    const refused: string[] = [];
    const clients = Map.groupBy(plans, ({ department }) => department);
    const began = performance.now();
    await Promise.all(
      [...clients].map(async ([{ lead, hr }, own]) => {
        for (const plan of own) {
          for (const number of [lead, hr]) {
            const asked = performance.now();
            const { status, text } = await this.#decide(number, plan.approvalId);
            latencies.push(performance.now() - asked);
            if (status >= 300) refused.push(`${status} ${text}`);
          }
        }
      }),
    );
    return { tookMs: performance.now() - began, latencies, refused };
  }
}
