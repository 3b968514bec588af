import { Injectable } from '@nestjs/common';
import type { AccountsCreated, CreateAccounts } from '@goalbeat/contracts/directory/http';
import { requireMay } from '@goalbeat/domain/access/policy';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { tenantNow } from '../tenant/tenant.repository.js';
import { revokeSessions, saveAccounts } from './account.repository.js';
import { checkPassword } from './check-password.js';
import { Passwords } from './passwords.js';

@Injectable()
export class AccountService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly passwords: Passwords,
  ) {}

  /**
   * Gives people their first or a new password; whoever had a session has to sign in again.
   * @throws unknown-person naming the entry, validation for a number that is there twice or a poor password
   */
  async create(
    command: CommandRequest,
    { accounts }: z.infer<typeof CreateAccounts>,
  ): Promise<z.infer<typeof AccountsCreated>> {
    requireMay(command.principal, 'directory.accounts.write', { tenantId: command.principal.tenantId });
    const numbers = accounts.map((account) => account.number);
    const twice = numbers.findIndex((number, index) => numbers.indexOf(number) !== index);
    if (twice >= 0) {
      throw new DomainError('validation', `${numbers[twice]} is there twice.`, { field: `accounts.${twice}.number` });
    }
    accounts.forEach(({ number, password }, index) => checkPassword(password, [number], `accounts.${index}.password`));
    // Hashing is slow on purpose: it happens before a connection is taken.
    const hashes = await Promise.all(accounts.map((account) => this.passwords.hash(account.password)));
    return this.work.command(command, async (tx) => {
      const found = await tx.query<{ id: string; number: string }>(
        'SELECT id, number FROM person WHERE number = ANY($1::text[])',
        [numbers],
      );
      const ids = new Map(found.map((person) => [person.number, person.id]));
      const rows = numbers.map((number, index) => {
        const personId = ids.get(number);
        if (personId === undefined) {
          throw new DomainError('unknown-person', `There is no person ${number}.`, {
            field: `accounts.${index}.number`,
          });
        }
        return { personId, passwordHash: hashes[index] ?? '' };
      });
      const realNow = this.clock.instant();
      await saveAccounts(tx, rows, realNow);
      await revokeSessions(
        tx,
        rows.map((row) => row.personId),
        realNow,
      );
      const at = await tenantNow(tx, this.clock.now());
      for (const { personId } of rows) {
        tx.log({
          ...actorOf(command.principal),
          subjectKind: 'person',
          subjectId: personId,
          action: 'password-set',
          at,
        });
      }
      return { created: rows.length };
    });
  }
}
