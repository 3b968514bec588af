import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { TenantController } from './tenant.controller.js';
import { TenantService } from './tenant.service.js';

@Module({ imports: [AccountModule], controllers: [TenantController], providers: [TenantService] })
export class TenantModule {}
