import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SwapOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { delegationsQuery, inForce } from '../delegations/delegations-query.js';
import { useNow } from '../instant/business-clock.js';
import { mayDo, useMe } from '../session/me.js';

/** Somebody decides for me, or I for somebody: easily forgotten, so it stays in sight. */
export function DelegationBadge() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const now = useNow();
  const { data } = useQuery({
    ...delegationsQuery,
    enabled: me.person !== null && mayDo(me, 'directory.delegations.read'),
  });
  const mine = (data ?? []).filter((one) => inForce(one, now));
  const away = mine.some(({ fromPersonId }) => fromPersonId === me.person?.id);
  const standing = mine.filter(({ toPersonId }) => toPersonId === me.person?.id).length;
  if (!away && standing === 0) return null;
  return (
    <Link to="/delegations" className="tag warn">
      <SwapOutlined aria-hidden /> {away ? t('delegation.away') : t('delegation.standing', { count: standing })}
    </Link>
  );
}
