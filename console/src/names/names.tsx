import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePersonName } from './use-person-name.js';
import { useMe } from '../session/me.js';

const LONG_MS = 10 * 60_000;
const PAGE = 200;

async function allUnits(): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let after: string | undefined;
  do {
    const page = await answer(
      directory.GET('/v1/units', { params: { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } } }),
    );
    for (const { id, name } of page.items) names.set(id, name);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return names;
}

/** Names of units by id, read once; empty until then. */
export function useUnitNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: listKey('directory', 'unit', { names: true }),
    queryFn: allUnits,
    staleTime: LONG_MS,
  });
  return data ?? new Map<string, string>();
}

/** Who it is; whom one may not look up stays "somebody". */
export function PersonName({ id }: { id: string | null }) {
  const { t } = useTranslation('names');
  const me = useMe();
  const mine = id !== null && me.person?.id === id;
  const { data, isError } = usePersonName(id, !mine);
  if (id === null) return <>{t('nobody')}</>;
  if (mine) return <>{t('you', { name: me.person?.name })}</>;
  if (data != null) return <span title={data.number}>{data.name}</span>;
  return <>{isError || data === null ? t('somebody') : '…'}</>;
}
