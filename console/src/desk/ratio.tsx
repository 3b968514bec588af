import { Decimal } from '../money/money.js';

/** "8 of 20 orders", or one figure with its unit. */
export function Ratio({ actual, target, unit }: { actual: string | null; target?: string; unit: string }) {
  return (
    <span className="figures">
      {actual === null ? '–' : <Decimal of={actual} />}
      {target === undefined ? null : (
        <>
          {' / '}
          <Decimal of={target} />
        </>
      )}{' '}
      {unit}
    </span>
  );
}
