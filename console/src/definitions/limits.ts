import { at, listAt, textAt, type Path } from './draft.js';

export interface Limit {
  /** Of the condition in the file. */
  readonly path: Path;
  /** Of the link. */
  readonly name: string;
  readonly above: string;
  /** '': the pay plan's. */
  readonly currency: string;
}

const CHAIN = ['data', 'chains', 'bonus-list'] as const;

/** Links that are asked from some amount on: one condition, or one of several. */
export const limitsOf = (value: unknown): Limit[] =>
  listAt(value, CHAIN).flatMap((step, index) => {
    const when = at(step, ['when']);
    const path: Path = [...CHAIN, index, 'when'];
    const paths: Path[] = Array.isArray(when) ? when.map((_, condition) => [...path, condition]) : [path];
    return paths.flatMap((one) =>
      textAt(value, [...one, 'fact']) === 'amount'
        ? [
            {
              path: one,
              name: textAt(step, ['name']),
              above: textAt(value, [...one, 'above']),
              currency: textAt(value, [...one, 'currency']),
            },
          ]
        : [],
    );
  });
