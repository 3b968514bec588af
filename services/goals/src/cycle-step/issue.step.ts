import { Injectable } from '@nestjs/common';
import type { StepRef, StepResult } from '@goalbeat/contracts/activities';
import { SheetWriter } from '../goal-sheet/sheet-writer.js';
import { FreshOrganisation } from '../organisation/fresh-organisation.js';
import { Issuing } from './issuing.js';
import { StepRunner } from './step-runner.js';

@Injectable()
export class IssueStep {
  constructor(
    private readonly runner: StepRunner,
    private readonly fresh: FreshOrganisation,
    private readonly issuing: Issuing,
    private readonly sheets: SheetWriter,
  ) {}

  /** One sheet a person, in pages; a page that was written is found written when the step runs again. */
  async run(ref: StepRef): Promise<StepResult> {
    // The organisation as it was when the step began; whoever joins later is found by the steps that follow.
    await this.fresh.upToDate(ref.tenantId);
    let after: string | null = null;
    return this.runner.run(ref, 'issue', async (tx, running) => {
      const page = await this.issuing.page(tx, running, after);
      after = page.after;
      // Counted at the end from what is there: a run that was killed in between has written pages too.
      return { more: page.more, counts: page.more ? {} : await this.sheets.issueCounts(tx, running.cycle.id) };
    });
  }
}
