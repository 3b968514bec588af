import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { newestNotices } from '../notices/notices-query.js';
import { useMe } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import styles from './shell.module.css';

const MANY = 20;

/** How much there is to read among the newest. */
export function NoticeBell() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const { data } = useQuery({ ...newestNotices(language), enabled: useMe().person !== null });
  const unread = (data ?? []).filter(({ readAt }) => readAt === null).length;
  return (
    <Link to="/notices" className={styles['bell']} aria-label={t('notices.bell', { count: unread })}>
      <BellOutlined aria-hidden />
      {unread === 0 ? null : (
        <b className="figures" aria-hidden="true">
          {unread >= MANY ? `${MANY}+` : unread}
        </b>
      )}
    </Link>
  );
}
