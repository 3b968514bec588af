import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TaskPage, TaskQuery } from '@goalbeat/contracts/approvals/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { TaskReader } from './task-reader.js';

@ApiTags('approvals')
@Controller('v1/tasks')
export class TasksController {
  constructor(private readonly tasks: TaskReader) {}

  @Get()
  @Permission('approvals.decide')
  @Answers(TaskPage)
  mine(@CurrentPrincipal() principal: Principal, @Query({ schema: TaskQuery }) query: TaskQuery): Promise<TaskPage> {
    return this.tasks.mine(principal, query);
  }
}
