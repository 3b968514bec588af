import { Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyboardHelp } from '../keyboard/keyboard-help.js';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { LostBanner } from '../live/live.js';
import { useMe } from '../session/me.js';
import { PageSkeleton } from '../states/skeleton.js';
import { BottomBar } from './bottom-bar.js';
import { PLACES } from './navigation.js';
import { SideBar } from './side-bar.js';
import { TopBar } from './top-bar.js';
import styles from './shell.module.css';

/** What is around every page. */
export function Shell() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const navigate = useNavigate();
  const places = PLACES.filter(({ shown }) => shown(me));
  useShortcuts(
    places.flatMap(({ key, name, to }) =>
      key === undefined
        ? []
        : [{ keys: `g ${key}`, says: t(`nav.${name}` as 'nav.myWeek'), run: () => void navigate({ to }) }],
    ),
  );

  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#main">
        {t('skip')}
      </a>
      <SideBar places={places} />
      <div className={styles['right']}>
        <LostBanner />
        <TopBar />
        <main id="main" tabIndex={-1} className={styles['main']}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar places={places} />
      <KeyboardHelp />
    </div>
  );
}
