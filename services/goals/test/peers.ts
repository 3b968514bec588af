import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RuleSetVersion {
  version: number;
  data: object;
}

const STANDARD = {
  version: 1,
  name: 'standard',
  groups: [{ code: 'kpi', weight: '100' }],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [{ code: 'good', from: '0' }],
};

/** What goals asks of directory, appraisal and payroll, as they answer it. */
export class Peers {
  readonly ruleSets = new Map<string, RuleSetVersion[]>([
    [
      'standard',
      [
        { version: 1, data: STANDARD },
        { version: 2, data: { ...STANDARD, points: { below: '8', met: '10', above: '12' } } },
      ],
    ],
    ['other', [{ version: 1, data: { ...STANDARD, groups: [{ code: 'behaviour', weight: '100' }] } }]],
  ]);
  readonly payPlans = new Map([
    ['weekly', 3],
    ['generous', 1],
  ]);
  /** Bands that a plan names; others go by none. */
  readonly bands = new Map<string, string[]>();
  /** Cycles payroll was asked to give up. */
  readonly cancelled: string[] = [];
  signed = false;
  away = false;
  readonly #server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://peers');
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const [status, body] = this.#answer(url, text);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  #answer(url: URL, text: string): [number, object] {
    const code = url.searchParams.get('code') ?? '';
    const version = url.searchParams.get('version');
    if (url.pathname === '/internal/v1/org-version') return [200, { seq: 0 }];
    if (this.away) return [503, { code: 'unavailable', detail: 'away' }];
    if (url.pathname === '/internal/v1/rule-sets') {
      // As the database refuses a number that its column does not hold.
      if (Number(version ?? 1) > 2 ** 31 - 1) return [400, { code: 'validation', detail: 'Malformed.' }];
      const versions = this.ruleSets.get(code) ?? [];
      const found = version === null ? versions.at(-1) : versions.find((one) => String(one.version) === version);
      return found === undefined ? [404, { code: 'not-found' }] : [200, { code, ...found }];
    }
    if (url.pathname === '/internal/v1/pay-plans') {
      const newest = this.payPlans.get(code);
      if (newest === undefined || Number(version ?? 1) > newest) return [404, { code: 'not-found' }];
      const bands = this.bands.get(code) ?? [];
      return [200, { code, version: version === null ? newest : Number(version), bands, needsAllBands: true }];
    }
    // As people read them.
    const ruleSet = /^\/v1\/rule-sets\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (ruleSet !== undefined) {
      const newest = this.ruleSets.get(ruleSet)?.at(-1);
      return newest === undefined ? [404, { code: 'not-found' }] : [200, { code: ruleSet, ...newest }];
    }
    if (url.pathname.startsWith('/v1/pay-plans/')) return [200, { code: 'weekly', data: { name: 'weekly' } }];
    if (this.signed) return [409, { code: 'wrong-state', detail: 'A bonus list of this cycle has been signed.' }];
    this.cancelled.push((JSON.parse(text) as { cycleId: string }).cycleId);
    return [200, { lists: 1 }];
  }
}
