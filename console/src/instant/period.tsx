import { useLanguage } from '../words/use-language.js';
import { formatPeriod } from './format-period.js';

export function Period({ of }: { of: string }) {
  return <span className="figures">{formatPeriod(of, useLanguage())}</span>;
}
