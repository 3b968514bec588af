import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import type { RouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyboardHelp } from '../keyboard/keyboard-help.js';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { LostBanner } from '../live/live.js';
import { useMe } from '../session/me.js';
import { PageSkeleton } from '../states/skeleton.js';
import { BottomBar } from './bottom-bar.js';
import { PLACES } from './navigation.js';
import { usePlaceTitle } from './page-title.js';
import { SideBar } from './side-bar.js';
import { TopBar } from './top-bar.js';
import styles from './shell.module.css';

/**
 * The page before stays on screen while the next one is loaded. What is done to it then would be lost with it, or be taken for
 * something done on the next one: it takes nothing any more.
 */
const isLeaving = ({ location, resolvedLocation }: RouterState): boolean =>
  resolvedLocation !== undefined && location.pathname !== resolvedLocation.pathname;

/** What is around every page. */
export function Shell() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const navigate = useNavigate();
  usePlaceTitle();
  const leaving = useRouterState({ select: isLeaving });
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
        <main id="main" tabIndex={-1} className={styles['main']} inert={leaving} aria-busy={leaving}>
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
