import type { CreateTenant } from '@goalbeat/contracts/directory/http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { currencyExponent } from '@goalbeat/domain/money/currency';
import type { z } from 'zod';
import { zoneProblem } from './zone-problem.js';

/** @throws validation (zone), unknown-currency, forbidden (a demo or a clock where real people are paid) */
export function checkNewTenant(wanted: z.infer<typeof CreateTenant>, demoMode: boolean): void {
  const problem = zoneProblem(wanted.zone);
  if (problem !== null) throw new DomainError('validation', `${problem}.`, { field: 'zone' });
  currencyExponent(wanted.currency, 'currency');
  if (wanted.kind === 'demo' && !demoMode) {
    throw new DomainError('forbidden', 'Demo tenants exist only in demo mode.', { field: 'kind' });
  }
  if (wanted.clock !== undefined && wanted.kind !== 'demo') {
    throw new DomainError(demoMode ? 'validation' : 'forbidden', 'Only a demo tenant has a clock of its own.', {
      field: 'clock',
    });
  }
}
