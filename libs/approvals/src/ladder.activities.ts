import { Injectable } from '@nestjs/common';
import type { LadderActivities } from '@goalbeat/contracts/activities';
import type { ActivityProvider } from '@goalbeat/service-kit/temporal/activity-provider';
import { heldToLog } from '@goalbeat/service-kit/temporal/held';
import { Ladder } from './ladder.js';

@Injectable()
export class LadderActivitiesProvider implements ActivityProvider {
  constructor(private readonly ladder: Ladder) {}

  activities(): LadderActivities {
    return heldToLog({ climbRung: (rung) => this.ladder.climb(rung) });
  }
}
