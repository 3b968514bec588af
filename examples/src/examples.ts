import { lenderContent } from './lender-rules.js';
import { makeCompany } from './make-company.js';
import { makeLender } from './make-lender.js';
import { marketplaceContent, type CompanyContent } from './company-content.js';
import type { CompanyRows } from './rows.js';

export const GENERATED_EXAMPLES = ['marketplace', 'lender'] as const;
export type GeneratedExample = (typeof GENERATED_EXAMPLES)[number];

interface Recipe {
  /** As committed. */
  people: number;
  rows: (size: { people: number; seed: number }) => CompanyRows;
  content: (rows: CompanyRows) => CompanyContent;
}

/** Companies that are drawn in any size, the same for the same seed. */
export const RECIPES: Readonly<Record<GeneratedExample, Recipe>> = {
  marketplace: { people: 260, rows: makeCompany, content: marketplaceContent },
  lender: { people: 200, rows: makeLender, content: lenderContent },
};
