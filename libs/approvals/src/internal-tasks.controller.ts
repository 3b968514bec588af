import { Controller, Get, Query } from '@nestjs/common';
import { InternalTaskQuery, type InternalTasks } from '@goalbeat/contracts/approvals/http';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import { TaskReader } from './task-reader.js';

/** For directory's desk, when its feed lags. */
@Controller('internal/v1/tasks')
export class InternalTasksController {
  constructor(private readonly tasks: TaskReader) {}

  @Get()
  @Internal('internal.tasks.read')
  list(@Query({ schema: InternalTaskQuery }) query: InternalTaskQuery): Promise<InternalTasks> {
    return this.tasks.ofPeople(query);
  }
}
