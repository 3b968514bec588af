import { Injectable } from '@nestjs/common';
import { ScheduleNotFoundError, type ScheduleDescription } from '@temporalio/client';
import { TemporalClient } from './client.js';
import { driftOf, isHeldByHand, SET_ASIDE, type Drift, type ScheduleMessage } from './schedule-options.js';

export interface ScheduleFinding {
  /** `missing`, or in what it differs from the message; empty: as it should be. */
  drift: readonly (Drift | 'missing')[];
  /** Paused in Temporal by a person. */
  heldByHand: boolean;
}

const LIST_WITHIN_MS = 60_000;

/** Temporal's Schedules as they are, for those who compare them with SQL. Every method throws while Temporal is away. */
@Injectable()
export class Schedules {
  constructor(private readonly temporal: TemporalClient) {}

  answers(): Promise<boolean> {
    return this.temporal.answers();
  }

  async find(message: ScheduleMessage): Promise<ScheduleFinding> {
    const found = await this.describe(message.scheduleId);
    if (found === null) return { drift: ['missing'], heldByHand: false };
    return { drift: driftOf(found, message), heldByHand: isHeldByHand(found.state) };
  }

  async describe(scheduleId: string): Promise<ScheduleDescription | null> {
    try {
      return await this.temporal.within((client) => client.schedule.getHandle(scheduleId).describe());
    } catch (error) {
      if (error instanceof ScheduleNotFoundError) return null;
      throw error;
    }
  }

  /** Ids that begin so, with the workflow that each starts. What was made a moment ago may be missing. */
  async list(prefix: string): Promise<{ scheduleId: string; workflow: string; paused: boolean }[]> {
    return this.temporal.within(async (client) => {
      const found: { scheduleId: string; workflow: string; paused: boolean }[] = [];
      for await (const { scheduleId, action, state } of client.schedule.list()) {
        if (!scheduleId.startsWith(prefix)) continue;
        found.push({ scheduleId, workflow: action?.workflowType ?? '', paused: state.paused });
      }
      return found;
    }, LIST_WITHIN_MS);
  }

  /** Paused, with a note why; the next message that asks for it sets it right again. */
  async setAside(scheduleId: string): Promise<void> {
    await this.temporal.within((client) => client.schedule.getHandle(scheduleId).pause(SET_ASIDE));
  }
}
