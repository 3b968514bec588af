import { Global, Module } from '@nestjs/common';
import { Calendars } from './calendars.js';
import { OrgCopy } from './org-copy.js';
import { OrgCopyConsumer } from './org-copy.consumer.js';
import { OrgCopyController } from './org-copy.controller.js';
import { OrgRebuild } from './org-rebuild.js';
import { OrgWriter } from './org-writer.js';

/** Import it once; name `OrgCopyConsumer` in `ServiceKitModule.forService({ consumers })`. */
@Global()
@Module({
  controllers: [OrgCopyController],
  providers: [Calendars, OrgCopy, OrgWriter, OrgCopyConsumer, OrgRebuild],
  exports: [OrgCopy, OrgCopyConsumer, OrgRebuild],
})
export class OrgCopyModule {}
