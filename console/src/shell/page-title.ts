import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACES } from './navigation.js';

const PRODUCT = 'Goalbeat';

/** What the browser's tab, its history and a screen reader call the page, in the reader's language. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? PRODUCT : `${title} · ${PRODUCT}`;
  }, [title]);
}

/** The place of the menu to which the address belongs, also where a page lies below it. */
export function usePlaceTitle(): void {
  const { t } = useTranslation('shell');
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const place = PLACES.find(({ to }) => path === to || path.startsWith(`${to}/`));
  usePageTitle(
    path === '/sessions' ? t('user.sessions') : place === undefined ? '' : t(`nav.${place.name}` as 'nav.myWeek'),
  );
}
