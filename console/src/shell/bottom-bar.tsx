import { MenuOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from './navigation.js';
import { PlaceList } from './side-bar.js';
import styles from './shell.module.css';

const ROOM = 4;

/** The phone's way around: four places under the thumb, all others behind "more". */
export function BottomBar({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const near = places.filter(({ bar }) => bar === true).slice(0, ROOM);
  return (
    <div className={styles['bottom']}>
      <nav aria-label={t('nav.phone')}>
        {near.map(({ to, name, icon: Icon }) => (
          <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
            <Icon aria-hidden />
            <span>{t(`nav.${name}` as 'nav.myWeek')}</span>
          </Link>
        ))}
        <button type="button" aria-expanded={open} onClick={() => setOpen(true)}>
          <MenuOutlined aria-hidden />
          <span>{t('nav.more')}</span>
        </button>
      </nav>
      <Drawer placement="bottom" open={open} onClose={() => setOpen(false)} title={t('nav.label')} size="large">
        <PlaceList places={places} onGo={() => setOpen(false)} />
      </Drawer>
    </div>
  );
}
