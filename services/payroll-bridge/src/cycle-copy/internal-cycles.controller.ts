import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Code, Id, LongText } from '@goalbeat/contracts/wire';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { z } from 'zod';
import { bandsOfPlan, needsAllBands } from '../correction/known-bands.js';
import { PayPlanRepository } from '../pay-plan/pay-plan.repository.js';
import { CycleCancellationService } from './cycle-cancellation.service.js';

const Cancellation = z.object({ tenant: Id, cycleId: Id, reason: LongText, byId: z.string().max(200) }).strict();
const PlanQuery = z.object({ tenant: Id, code: Code, version: z.coerce.number().int().min(1).optional() });

/** What goals asks of money. */
@Controller('internal/v1')
@ApiExcludeController()
export class InternalCyclesController {
  constructor(
    private readonly cancellations: CycleCancellationService,
    private readonly plans: PayPlanRepository,
    private readonly uow: UnitOfWork,
  ) {}

  @Post('cycle-cancellations')
  @HttpCode(200)
  @Internal('internal.cycles.cancel')
  cancel(@Body({ schema: Cancellation }) body: z.infer<typeof Cancellation>) {
    return this.cancellations.cancel(body);
  }

  @Get('pay-plans')
  @Internal('internal.rules.read')
  plan(@Query({ schema: PlanQuery }) { tenant, code, version }: z.infer<typeof PlanQuery>) {
    return this.uow.read(tenant, async (tx) => {
      const plan = await this.plans.pinned(tx, code, version ?? null);
      if (plan === undefined) throw new DomainError('not-found', 'There is no such pay plan.');
      return {
        code: plan.code,
        version: plan.version,
        bands: bandsOfPlan(plan.data),
        needsAllBands: needsAllBands(plan.data),
      };
    });
  }
}
