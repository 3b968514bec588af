/** Keeps cookies and follows redirects, as far as a spec lets it. */
export class CookieBrowser {
  readonly #public: string;
  readonly #origin: string;
  readonly #cookies = new Map<string, Map<string, string>>();

  /** @param publicUrl what the gateway believes to be called @param origin where it listens */
  constructor(publicUrl: string, origin: string) {
    this.#public = publicUrl;
    this.#origin = origin;
  }

  cookie(url: string, name: string): string | undefined {
    return this.#cookies.get(new URL(url).host)?.get(name);
  }

  async go(url: string): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const answer = await fetch(url.replace(this.#public, this.#origin), {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1) === '' || /expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** To the provider and back: the address that the provider sends the browser to. */
  async toProvider(start: string): Promise<string> {
    let url = start;
    for (let hop = 0; hop < 10; hop++) {
      const answer = await this.go(url);
      const next = answer.headers.get('location');
      if (next === null) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
      url = new URL(next, url).href;
      if (url.startsWith(`${this.#public}/api/session/oidc/callback`)) return url;
    }
    throw new Error('Too many redirects');
  }

  async signIn(tenant = 'acme'): Promise<Response> {
    return this.go(await this.toProvider(`${this.#public}/api/session/oidc/${tenant}/start`));
  }

  me(): Promise<Response> {
    return this.go(`${this.#public}/api/session`);
  }
}
