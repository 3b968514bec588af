import { Global, Module, type Type } from '@nestjs/common';
import { DeadLetterModule } from '@goalbeat/service-kit/dead-letter/dead-letter.module';
import { ServiceKitModule } from '@goalbeat/service-kit/start/service-kit.module';
import { AbsenceModule } from './absence/absence.module.js';
import { AccessFeedModule } from './access-feed/access-feed.module.js';
import { AccountModule } from './account/account.module.js';
import { ApiKeyModule } from './api-key/api-key.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { ChangeModule } from './change/change.module.js';
import { Settings, type DirectoryConfig } from './config.js';
import { DelegationModule } from './delegation/delegation.module.js';
import { DeskConsumer } from './desk/desk.consumer.js';
import { DeskModule } from './desk/desk.module.js';
import { FirstRunModule } from './first-run/first-run.module.js';
import { NoticeConsumer } from './notice/notice.consumer.js';
import { NoticeModule } from './notice/notice.module.js';
import { QuietHoursModule } from './quiet-hours/quiet-hours.module.js';
import { OidcModule } from './oidc/oidc.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { PersonModule } from './person/person.module.js';
import { RehearsalModule } from './rehearsal/rehearsal.module.js';
import { SessionModule } from './session/session.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { TenantTime } from './operations/tenant-time.js';
import { isTenant } from './tenant/tenant.repository.js';
import { TenantModule } from './tenant/tenant.module.js';
import { TokenKeys } from './token/token-keys.js';
import { TokenModule } from './token/token.module.js';
import { UnitModule } from './unit/unit.module.js';
import { refusalInChinese } from './wording/refusal-words.js';

/** The service's root module for one configuration; a class of its own, so that tests may hold several. */
export function directoryModule(config: DirectoryConfig, keys: TokenKeys): Type<object> {
  @Global()
  @Module({
    providers: [
      { provide: Settings, useValue: new Settings(config) },
      { provide: TokenKeys, useValue: keys },
    ],
    exports: [Settings, TokenKeys],
  })
  class EnvironmentModule {}

  const target = (url: string, name: string) => ({ url, key: config.SERVICE_KEYS[name] ?? '' });
  @Module({
    imports: [
      ServiceKitModule.forService({
        name: 'directory',
        schema: 'directory',
        config,
        consumers: [DeskConsumer, NoticeConsumer],
        businessTime: TenantTime,
        inChinese: refusalInChinese,
        followHeartbeats: true,
        internalKeys: config.SERVICE_KEYS,
        internalTargets: {
          goals: target(config.GOALS_URL, 'goals'),
          appraisal: target(config.APPRAISAL_URL, 'appraisal'),
          'payroll-bridge': target(config.PAYROLL_URL, 'payroll-bridge'),
        },
        tokenKeys: keys.verifying,
      }),
      DeadLetterModule.forService({ isOurs: isTenant, installKey: config.INSTALL_KEY }),
      EnvironmentModule,
      AbsenceModule,
      AccessFeedModule,
      AccountModule,
      ApiKeyModule,
      CalendarModule,
      ChangeModule,
      DelegationModule,
      DeskModule,
      FirstRunModule,
      NoticeModule,
      QuietHoursModule,
      OidcModule,
      OperationsModule,
      OrganisationModule,
      PersonModule,
      RehearsalModule,
      SessionModule,
      TenantModule,
      TokenModule,
      UnitModule,
    ],
  })
  class DirectoryModule {}
  return DirectoryModule;
}
