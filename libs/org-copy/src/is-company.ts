import type { Tx } from '@goalbeat/service-kit/db/tx';

/** Whether the transaction's tenant is a company, or a rehearsal of one, that this service has heard of. */
export const isCompany = async (tx: Tx): Promise<boolean> => (await tx.maybe('SELECT FROM org_tenant')) !== undefined;
