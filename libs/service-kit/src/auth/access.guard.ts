import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { machineMay } from '@goalbeat/domain/access/machine-grants';
import { scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { KitRequest } from './kit-request.js';
import { ACCESS, type Access } from './permission.js';
import { PrincipalReader } from './principal.js';

/** Default deny: a route that declares nothing is for nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #logger = new Logger(AccessGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly principals: PrincipalReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<KitRequest>();
    switch (access?.kind) {
      case 'public':
        return true;
      case 'internal':
        request.principal = await this.principals.resolve({ by: 'service-key', request });
        if (!machineMay(request.principal, access.action)) throw this.#refused(request.principal, access.action);
        return true;
      case 'permission': {
        const principal = await this.principals.resolve({ by: 'token', request });
        if (scopesFor(principal, access.action).length === 0) throw this.#refused(principal, access.action);
        request.principal = principal;
        return true;
      }
      case undefined:
        this.#logger.error(`${context.getClass().name}.${context.getHandler().name} declares no permission`);
        throw new DomainError('forbidden', 'This is for nobody.');
    }
  }

  #refused({ kind, id, tenantId }: Principal, action: string): DomainError {
    this.#logger.warn(`${kind} ${id} of ${tenantId} may not ${action}`);
    return new DomainError('forbidden', 'Your roles do not allow this.');
  }
}
