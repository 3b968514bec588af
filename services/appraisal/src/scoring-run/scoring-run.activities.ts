import { Injectable } from '@nestjs/common';
import type { AppraisalActivities } from '@goalbeat/contracts/activities';
import type { ActivityProvider } from '@goalbeat/service-kit/temporal/activity-provider';
import { heldToLog } from '@goalbeat/service-kit/temporal/held';
import { ScoringRunService } from './scoring-run.service.js';

@Injectable()
export class AppraisalActivitiesProvider implements ActivityProvider {
  constructor(private readonly runs: ScoringRunService) {}

  activities(): AppraisalActivities {
    return heldToLog({
      awaitResults: (i) => this.runs.awaitResults(i.tenantId, i.batch),
      scoreCycle: (i) => this.runs.score(i),
      publishScores: (i) => this.runs.publish(i.tenantId, i.runId, i.version),
    });
  }
}
