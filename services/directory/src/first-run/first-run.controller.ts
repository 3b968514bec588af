import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FirstRunRelay } from '@goalbeat/contracts/directory/first-run-http';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import type { z } from 'zod';
import { FirstRunService } from './first-run.service.js';

@Controller('internal/v1/first-run')
@Internal('internal.first-run.relay')
@ApiExcludeController()
export class FirstRunController {
  constructor(private readonly firstRun: FirstRunService) {}

  @Get()
  state() {
    return this.firstRun.state();
  }

  @Post()
  found(@Body({ schema: FirstRunRelay }) { wanted, address, agent }: z.infer<typeof FirstRunRelay>) {
    return this.firstRun.found(wanted, { address, agent: agent ?? null });
  }
}
