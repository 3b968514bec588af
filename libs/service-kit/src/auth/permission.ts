import { SetMetadata } from '@nestjs/common';
import type { InternalAction } from '@goalbeat/domain/access/machine-grants';
import type { Action } from '@goalbeat/domain/access/policy';

export const ACCESS = 'goalbeat:access';
export type Access =
  { kind: 'permission'; action: Action } | { kind: 'public' } | { kind: 'internal'; action: InternalAction };

/**
 * The route is for those who hold `action` in some scope. The method still has to call `requireMay` with the resource,
 * or filter its list by `scopesFor`.
 */
export const Permission = (action: Action) => SetMetadata(ACCESS, { kind: 'permission', action } satisfies Access);

/** Open to everybody: health, sign-in. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** For other services, by their key, that `SERVICE_GRANTS` gives the action; the principal is `{ kind: 'service' }`. */
export const Internal = (action: InternalAction) => SetMetadata(ACCESS, { kind: 'internal', action } satisfies Access);
