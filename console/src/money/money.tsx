import { useLanguage } from '../words/use-language.js';
import { formatAmount, formatDecimal, formatPercent, type Amount } from './format-amount.js';

export function Money({ of }: { of: Amount }) {
  const language = useLanguage();
  return (
    <span className="figures" data-money>
      {formatAmount(of, language)}
    </span>
  );
}

export function Decimal({ of }: { of: string }) {
  return <span className="figures">{formatDecimal(of, useLanguage())}</span>;
}

export function Percent({ of }: { of: string }) {
  return <span className="figures">{formatPercent(of, useLanguage())}</span>;
}
