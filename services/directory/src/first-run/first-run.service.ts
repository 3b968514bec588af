import { Injectable, Logger } from '@nestjs/common';
import type { FirstRun, FirstRunState } from '@goalbeat/contracts/directory/first-run-http';
import type { SessionCreated } from '@goalbeat/contracts/directory/http';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { databaseCode } from '@goalbeat/service-kit/db/database-error';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { checkPassword } from '../account/check-password.js';
import { Passwords } from '../account/passwords.js';
import { Settings } from '../config.js';
import { Lookups } from '../identity/lookups.js';
import type { Visitor } from '../session/open-session.js';
import { SessionService } from '../session/session.service.js';
import { checkNewTenant } from '../tenant/check-new-tenant.js';
import { foundTenant } from '../tenant/found-tenant.js';
import { isSetupCode } from './setup-code.js';

/** The first company of an installation, founded in the browser by whoever has the set-up code. Then never again. */
@Injectable()
export class FirstRunService {
  readonly #logger = new Logger('First run');

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly settings: Settings,
    private readonly lookups: Lookups,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
  ) {}

  async state(): Promise<FirstRunState> {
    return { open: this.settings.env.SETUP_CODE !== undefined && !(await this.lookups.firstRunOver()) };
  }

  /**
   * A company of real people by real time, its administrator, and a session of theirs.
   * @throws wrong-state once there is a company, forbidden (code), validation, unknown-currency
   */
  async found({ code, company, admin }: FirstRun, visitor: Visitor): Promise<z.infer<typeof SessionCreated>> {
    const known = this.settings.env.SETUP_CODE;
    if (known === undefined || (await this.lookups.firstRunOver())) throw over();
    if (!isSetupCode(code, known)) {
      this.#logger.warn(`A wrong set-up code from ${visitor.address}`);
      throw new DomainError('forbidden', 'The set-up code is wrong: `./goalbeat control setup-code` prints it.', {
        field: 'code',
      });
    }
    const wanted = { ...company, kind: 'production' as const, admin };
    asOfCompany(() => checkNewTenant(wanted, this.settings.demo));
    const everybodyKnows = [admin.number, admin.name, admin.email, company.slug, company.name];
    checkPassword(admin.password, everybodyKnows, 'admin.password');
    const passwordHash = await this.passwords.hash(admin.password);
    const realNow = this.clock.instant();
    await this.work.write(uuidv7(), async (tx) => {
      try {
        await tx.execute('INSERT INTO first_run (tenant_id) VALUES ($1)', [tx.tenantId]);
      } catch (error) {
        if (databaseCode(error) !== '23505') throw error;
        throw over();
      }
      await foundTenant(tx, wanted, { realNow, passwordHash, by: 'set-up code' });
    });
    this.#logger.log(`The first company, ${company.slug}, was founded from ${visitor.address}`);
    return this.sessions.signIn({ tenant: company.slug, number: admin.number, password: admin.password }, visitor);
  }
}

/** The fields as the one who fills them in knows them. */
function asOfCompany(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!isDomainError(error) || error.field === undefined) throw error;
    throw new DomainError(error.code, error.message, { field: `company.${error.field}`, cause: error });
  }
}

const over = (): DomainError =>
  new DomainError('wrong-state', 'There is a company already. Sign in, or ask its administrator for an account.');
