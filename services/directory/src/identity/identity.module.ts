import { Module } from '@nestjs/common';
import { ClientAddress } from './client-address.js';
import { Lookups } from './lookups.js';

@Module({ providers: [ClientAddress, Lookups], exports: [ClientAddress, Lookups] })
export class IdentityModule {}
