import { failed, passed } from './suite.ts';
import type { SuiteResult } from './suite.ts';

interface Audit {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range?: string }>>;
}

/** `unanswered` says in words why nothing could be asked; it is no failure: a registry that is away says nothing of us. */
export type AuditVerdict = { readonly unanswered: string } | { readonly result: SuiteResult };

/** Reads `npm audit --json`: high and critical count, the rest is for the next update. */
export const judgeAudit = (output: string): AuditVerdict => {
  let audit: Audit;
  try {
    audit = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as Audit;
  } catch {
    return { unanswered: output.trim().split('\n').at(-1) ?? 'no answer' };
  }
  const counts = audit.metadata?.vulnerabilities;
  if (counts === undefined) return { unanswered: audit.error?.summary || audit.message || 'no report came back' };
  const grave = (counts['high'] ?? 0) + (counts['critical'] ?? 0);
  if (grave === 0) return { result: passed };
  const named = Object.entries(audit.vulnerabilities ?? {})
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range }]) => `${name} ${range ?? ''} (${severity})`);
  return { result: failed(`${grave} high or critical: ${named.join(', ')}`) };
};
