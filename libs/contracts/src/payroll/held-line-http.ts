import { z } from 'zod';
import { Id, Instant, PageQuery, pageOf } from '../wire.js';
import { BonusLineView } from './http.js';

/** A held line of a signed list, of which something has not gone on yet: somebody has to let it go on, or give it up. */
export const HeldLineView = BonusLineView.extend({
  period: z.string(),
  /** When its list was signed. */
  since: Instant,
}).meta({ id: 'HeldLine' });
export type HeldLineView = z.infer<typeof HeldLineView>;
export const HeldLinePage = pageOf(HeldLineView);
export const HeldLineQuery = PageQuery.extend({ list: Id.optional() });
