import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Mark } from '../look/mark.js';
import { useMe } from '../session/me.js';
import { GROUPS, type Place } from './navigation.js';
import styles from './shell.module.css';

export function SideBar({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation('shell');
  const me = useMe();
  return (
    <div className={styles['side']}>
      <Link to="/" className={styles['brand']}>
        <Mark size={34} />
        <span>
          <b>{t('product')}</b>
          <small>{me.tenant.name}</small>
        </span>
      </Link>
      <PlaceList places={places} />
    </div>
  );
}

/** All places, by group; a single group needs no heading. */
export function PlaceList({ places, onGo }: { places: readonly Place[]; onGo?: () => void }) {
  const { t } = useTranslation('shell');
  const groups = GROUPS.filter((group) => places.some((place) => place.group === group));
  return (
    <nav aria-label={t('nav.label')} className={styles['places']}>
      {groups.map((group) => (
        <div key={group}>
          {groups.length > 1 ? <h2>{t(`group.${group}`)}</h2> : null}
          <ul>
            {places
              .filter((place) => place.group === group)
              .map(({ to, name, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    activeProps={{ 'aria-current': 'page' }}
                    {...(onGo === undefined ? {} : { onClick: onGo })}
                  >
                    <Icon aria-hidden />
                    {t(`nav.${name}` as 'nav.myWeek')}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
