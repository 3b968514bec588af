import { z } from 'zod';
import { words } from '../wire-words.js';
import { Amount, AssetCode, Id, Instant, PageQuery, Text, Version, pageOf, Flag } from '../wire.js';

/** What a company counts and gives besides money. Four letters at least, so that it is no currency. */
export const OwnAssetCode = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9-]{3,29}$/,
    words('four to thirty capital letters and digits, such as POINTS', '4 到 30 个大写字母或数字，例如 POINTS'),
  );
export const PutAsset = z
  .object({
    /** In the company's words, for those who get it: 积分. */
    name: Text,
    /** Decimals that its amounts have; never changed once a pay plan is in it. */
    decimals: z.int().min(0).max(4),
    version: Version.optional(),
  })
  .strict()
  .meta({ id: 'PutAsset' });
export const AssetView = z
  .object({
    code: OwnAssetCode,
    name: z.string(),
    decimals: z.int(),
    /** A pay plan is, or was, in it: its decimals stay. */
    used: z.boolean(),
    version: Version,
    updatedAt: Instant,
  })
  .meta({ id: 'Asset' });
export const AssetPage = pageOf(AssetView);

/** What somebody has, by the postings alone: given, less what was taken back and is not kept back from a later list yet. */
export const AssetBalance = z
  .object({
    personId: Id,
    personNumber: z.string(),
    personName: z.string(),
    asset: z.object({ code: AssetCode, name: z.string() }),
    balance: Amount,
    /** Signed for them and held: not theirs yet. */
    held: Amount,
    /** When it last changed. */
    at: Instant,
  })
  .meta({ id: 'AssetBalance' });
export const AssetBalancePage = pageOf(AssetBalance);
export const AssetBalanceQuery = PageQuery.extend({
  /** Only one's own: `?mine`. */
  mine: Flag,
  person: Id.optional(),
  asset: OwnAssetCode.optional(),
});
