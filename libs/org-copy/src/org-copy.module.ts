import { Global, Module } from '@nestjs/common';
import { CalendarWatch } from './calendar-watch.js';
import { Calendars } from './calendars.js';
import { ClockWatch } from './clock-watch.js';
import { OrgCopy } from './org-copy.js';
import { OrgCopyConsumer } from './org-copy.consumer.js';
import { OrgCopyController } from './org-copy.controller.js';
import { OrgRebuild } from './org-rebuild.js';
import { OrgWatch } from './org-watch.js';
import { OrgWriter } from './org-writer.js';

/** Import it once; name `OrgCopyConsumer` in `ServiceKitModule.forService({ consumers })`. */
@Global()
@Module({
  controllers: [OrgCopyController],
  providers: [Calendars, CalendarWatch, ClockWatch, OrgWatch, OrgCopy, OrgWriter, OrgCopyConsumer, OrgRebuild],
  exports: [CalendarWatch, ClockWatch, OrgWatch, OrgCopy, OrgCopyConsumer, OrgRebuild],
})
export class OrgCopyModule {}
