import { useTranslation } from 'react-i18next';
import { useUnitNames } from '../names/names.js';
import type { Grant } from './access-queries.js';

/** A role, and for which department it holds. */
export function RoleTag({ of }: { of: Grant }) {
  const { t } = useTranslation('shell');
  const units = useUnitNames();
  return (
    <span className={`tag ${of.role === 'employee' ? '' : 'pine'}`}>
      {t(`role.${of.role}`)}
      {of.unitId === null ? '' : ` · ${units.get(of.unitId) ?? '…'}`}
    </span>
  );
}
