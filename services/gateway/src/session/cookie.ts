import type { CookieSerializeOptions } from '@fastify/cookie';

export interface SessionCookie {
  name: string;
  options: CookieSerializeOptions;
}

/** `__Host-` binds the cookie to this very origin; browsers take it over https only. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = new URL(publicUrl).protocol === 'https:';
  return {
    name: secure ? '__Host-goalbeat_session' : 'goalbeat_session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}
