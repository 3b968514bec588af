import { Injectable } from '@nestjs/common';
import { type Chain, limitsIn } from '@goalbeat/domain/approval/chain';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { Organisation } from '../organisation/organisation.service.js';
import { PayPlanRepository } from '../pay-plan/pay-plan.repository.js';
import type { RunRow } from '../payout-run/payout-run.repository.js';
import type { LineRow } from './bonus-line.repository.js';
import type { ListRow } from './bonus-list.repository.js';
import { signersChain, withFinalDecider } from './signers-chain.js';

/** Who signs a list: the chain of its run, as it stands when the list is submitted. */
@Injectable()
export class ListChains {
  constructor(
    private readonly organisation: Organisation,
    private readonly plans: PayPlanRepository,
  ) {}

  /** @throws nobody-to-approve where nobody who may is left to decide about the signers */
  async of(tx: Tx, list: Pick<ListRow, 'part'>, run: RunRow, lines: readonly LineRow[]): Promise<Chain> {
    const chain = list.part === 'main' ? run.chain : await this.#ofSigners(tx, run, lines);
    // Limits that do not say what they are in are in the currency of the pay plan, as all its amounts are.
    const plan = await this.plans.pinned(tx, run.planCode, run.planVersion);
    return withFinalDecider(limitsIn(chain, plan?.data.currency ?? run.currency), run);
  }

  async #ofSigners(tx: Tx, run: RunRow, lines: readonly LineRow[]): Promise<Chain> {
    const { finalDecider } = run;
    return signersChain(run, {
      people: new Set(lines.map((line) => line.personId)),
      byStep: await this.organisation.signersByStep(tx, run.chain),
      decider: finalDecider === null ? null : await this.organisation.numbered(tx, finalDecider),
      hr: await this.organisation.ofHr(tx),
    });
  }
}
