import { Module } from '@nestjs/common';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { FreshOrganisation } from './fresh-organisation.js';

@Module({ providers: [FreshOrganisation, Calendars], exports: [FreshOrganisation, Calendars] })
export class OrganisationModule {}
