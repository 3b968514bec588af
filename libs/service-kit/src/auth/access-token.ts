import { PRINCIPAL_KINDS, ROLES, type Principal } from '@goalbeat/domain/access/roles';
import { z } from 'zod';

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
});
export type AccessTokenClaims = z.infer<typeof AccessTokenClaims>;

export const claimsOf = (principal: Principal): AccessTokenClaims => ({
  sub: principal.id,
  tid: principal.tenantId,
  kind: principal.kind,
  pid: principal.personId,
  roles: principal.roles,
  scopes: principal.scopes,
});

export const principalOfClaims = (claims: AccessTokenClaims): Principal => ({
  kind: claims.kind,
  tenantId: claims.tid,
  id: claims.sub,
  personId: claims.pid,
  roles: claims.roles,
  scopes: claims.scopes,
});
