import { PASSWORD } from './company.js';
import { installation } from './installation.js';
import { present } from './until.js';

/** The session cookie that a browser would keep. */
export async function cookieOf(tenant: string, number: string): Promise<string> {
  const response = await fetch(`${installation.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant, number, password: PASSWORD }),
  });
  return present(response.headers.getSetCookie()[0]?.split(';')[0], 'cookie');
}
