import { DomainError } from '@goalbeat/domain/errors/domain-error';

/** A file that names its code must not be sent to another one's address. @throws validation naming code */
export function requireSameCode(address: string, given: string | undefined): void {
  if (given === undefined || given === address) return;
  throw new DomainError('validation', `code: says ${given}, the address says ${address}; send it to its own address`, {
    field: 'code',
  });
}
