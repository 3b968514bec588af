import { at, listAt } from './draft.js';

export interface ListSigner {
  name: string;
  /** Strictly above; a null currency is the pay plan's. Null: whatever the list sums to. */
  limit: { above: string; currency: string | null } | null;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

/** Who signs the bonus list, link by link, as the file has it so far; what is not readable yet is left out. */
export function listSigners(file: unknown): ListSigner[] {
  return listAt(file, ['data', 'chains', 'bonus-list']).flatMap((link) => {
    const name = textOf(at(link, ['name'])) ?? textOf(at(link, ['id']));
    if (name === null) return [];
    const when = at(link, ['when']);
    const conditions = Array.isArray(when) ? (when as unknown[]) : [when];
    const found = conditions.find((one) => at(one, ['fact']) === 'amount');
    const above = textOf(at(found, ['above']));
    return [{ name, limit: above === null ? null : { above, currency: textOf(at(found, ['currency'])) } }];
  });
}
