import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import { Id } from '@goalbeat/contracts/wire';
import { z } from 'zod';
import { OrgRebuild } from './org-rebuild.js';

const RebuildBody = z.object({ tenant: Id }).strict();

@ApiExcludeController()
@Controller('internal/v1/org-copy')
export class OrgCopyController {
  constructor(private readonly rebuilding: OrgRebuild) {}

  @Post('rebuild')
  @HttpCode(200)
  @Internal('internal.org-copy.rebuild')
  rebuild(
    @Body({ schema: RebuildBody }) body: z.infer<typeof RebuildBody>,
  ): Promise<{ seq: number; units: number; people: number }> {
    return this.rebuilding.rebuild(body.tenant);
  }
}
