import type { RuleSet } from '@goalbeat/domain/scoring/points';
import { EntitySchema } from 'typeorm';

/** One version of a rule set. Insert-only: a shipped version is never edited. */
export interface RuleSetRow {
  tenantId: string;
  id: string;
  version: number;
  code: string;
  data: RuleSet & { name: string };
  updatedAt: string;
}

export const RuleSetEntity = new EntitySchema<RuleSetRow>({
  name: 'RuleSet',
  tableName: 'rule_set',
  columns: {
    tenantId: { name: 'tenant_id', type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    version: { type: 'int', primary: true },
    code: { type: 'text' },
    data: { type: 'jsonb' },
    updatedAt: { name: 'updated_at', type: 'timestamptz' },
  },
});
