import type { CorrectionView } from '@goalbeat/contracts/payroll/correction-http';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { z } from 'zod';
import type { Table } from './correction-table.js';
import type { Differing } from './standing-scores.js';

/** How many differences one answer shows, the largest first. */
const SHOWN = 200;

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

const named = (personId: string, people: Table['people']) => {
  const person = people.get(personId);
  return { personId, personNumber: person?.number ?? '', personName: person?.name ?? '' };
};
const differing = ({ personId, byHand, published }: Differing, people: Table['people']) => ({
  ...named(personId, people),
  byHand: { score: byHand.score, band: byHand.band, evidence: byHand.evidence },
  published: { score: published.scoreText, band: published.band, evidence: published.evidence ?? null },
});

export function correctionView(
  of: { id: string | null; cycleId: string; fingerprint: string; runIds: string[] },
  { plan, judged, counts, told, withoutRate, people }: Table,
): z.infer<typeof CorrectionView> {
  const changed = judged
    .filter(({ difference }) => difference !== 0n)
    .toSorted((a, b) =>
      size(a.difference) === size(b.difference) ? 0 : size(a.difference) > size(b.difference) ? -1 : 1,
    );
  const currencies = [...new Set(judged.map(({ claim }) => claim.currency))].toSorted();
  return {
    ...of,
    payPlan: { code: plan.code, version: plan.version },
    counts: {
      up: counts.up,
      down: counts.down,
      unchanged: counts.unchanged,
      notSigned: counts.skipped['not-signed'] ?? 0,
      givenUp: counts.skipped['given-up'] ?? 0,
      noRate: counts.skipped['no-rate'] ?? 0,
      overrides: told.overrides.length,
      kept: told.kept.length,
      missing: told.missing.length,
      added: told.added.length,
    },
    open: told.open,
    overrides: told.overrides.slice(0, SHOWN).map((one) => differing(one, people)),
    kept: told.kept.slice(0, SHOWN).map((one) => differing(one, people)),
    missing: told.missing.slice(0, SHOWN).map((personId) => named(personId, people)),
    added: told.added.slice(0, SHOWN).map((personId) => named(personId, people)),
    noRate: withoutRate.slice(0, SHOWN).map(({ personId, why }) => ({ ...named(personId, people), why })),
    totals: currencies.map((currency) => {
      const sum = (sign: bigint): bigint =>
        changed
          .filter(({ claim, difference }) => claim.currency === currency && difference * sign > 0n)
          .reduce((all, { difference }) => all + difference, 0n);
      const back = changed.filter(({ claim }) => claim.currency === currency).reduce((all, one) => all + one.back, 0n);
      const amount = (minor: bigint) => formatMoney({ minor, currency });
      return { up: amount(sum(1n)), down: amount(sum(-1n)), back: amount(back) };
    }),
    lines: changed.slice(0, SHOWN).map(({ claim, draft, worth, difference }) => {
      const amount = (minor: bigint) => formatMoney({ minor, currency: claim.currency });
      return {
        claimId: claim.claimId,
        personId: claim.personId,
        personNumber: draft.scored.person.number,
        personName: draft.scored.person.name,
        before: amount(BigInt(claim.accruedMinor)),
        after: amount(worth),
        difference: amount(difference),
      };
    }),
  };
}
