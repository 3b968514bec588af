import { useTranslation } from 'react-i18next';
import { Mark } from '../look/mark.js';
import { useNow } from '../instant/business-clock.js';
import { formatInstant } from '../instant/format-instant.js';
import { useMe } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import { DelegationBadge } from './delegation-badge.js';
import { NoticeBell } from './notice-bell.js';
import { UserMenu } from './user-menu.js';
import styles from './shell.module.css';

export function TopBar() {
  return (
    <header className={styles['top']}>
      <span className={styles['top-mark']}>
        <Mark size={30} />
      </span>
      <BusinessTime />
      <span className={styles['top-end']}>
        <DelegationBadge />
        <NoticeBell />
        <UserMenu />
      </span>
    </header>
  );
}

/** Where the company has another time than the world, people have to see which. */
function BusinessTime() {
  const { t } = useTranslation('shell');
  const { tenant } = useMe();
  const [now, language] = [useNow(), useLanguage()];
  if (tenant.kind === 'production') return null;
  return (
    <span className={`tag calm ${styles['clock'] ?? ''}`}>
      <span className={styles['clock-kind']}>{t(tenant.kind === 'rehearsal' ? 'kind.rehearsal' : 'kind.demo')}</span>
      <time dateTime={new Date(now).toISOString()}>{formatInstant(now, 'moment', tenant.zone, language)}</time>
    </span>
  );
}
