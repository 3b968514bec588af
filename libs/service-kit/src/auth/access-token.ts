import { PRINCIPAL_KINDS, ROLES, type Principal } from '@goalbeat/domain/access/roles';
import { z } from 'zod';

/** No access token lives longer, whoever signed it. */
export const ACCESS_TOKEN_LIFE_SECONDS = 300;
/** Header `typ` of an access token (RFC 9068). */
export const ACCESS_TOKEN_TYPE = 'at+jwt';
export const ACCESS_TOKEN_ALGORITHM = 'ES256';

/** Claims of an access token beside iss, aud, iat and exp. Directory writes them, everybody reads them. */
export const AccessTokenClaims = z.object({
  /** Id of the account or key. */
  sub: z.string().min(1),
  tid: z.uuid(),
  kind: z.enum(PRINCIPAL_KINDS),
  /** Person id. */
  pid: z.uuid().nullable(),
  roles: z.array(z.object({ role: z.enum(ROLES), unitId: z.uuid().nullable() })),
  scopes: z.array(z.string()),
  /** Session id and when its owner last proved who they are, seconds since 1970; people only. */
  sid: z.uuid().optional(),
  auth_time: z.int().optional(),
});
export type AccessTokenClaims = z.infer<typeof AccessTokenClaims>;

export const claimsOf = (principal: Principal): AccessTokenClaims => ({
  sub: principal.id,
  tid: principal.tenantId,
  kind: principal.kind,
  pid: principal.personId,
  roles: principal.roles,
  scopes: principal.scopes,
  ...(principal.session === undefined ? {} : { sid: principal.session.id, auth_time: principal.session.authTime }),
});

export const principalOfClaims = (claims: AccessTokenClaims): Principal => ({
  kind: claims.kind,
  tenantId: claims.tid,
  id: claims.sub,
  personId: claims.pid,
  roles: claims.roles,
  scopes: claims.scopes,
  ...(claims.sid === undefined || claims.auth_time === undefined
    ? {}
    : { session: { id: claims.sid, authTime: claims.auth_time } }),
});
