import { createRootRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../states/empty.js';
import { Trouble } from '../states/trouble.js';
import { Shell } from './shell.js';

function Nowhere() {
  const { t } = useTranslation('problem');
  return <Empty heading="h2" title={t('code.not-found.title')} advice={t('code.not-found.advice')} />;
}

/** All pages are below it: `getParentRoute: () => shellRoute`. */
export const shellRoute = createRootRoute({
  component: Shell,
  notFoundComponent: Nowhere,
  errorComponent: ({ error, reset }) => <Trouble error={error} onRetry={reset} />,
});
