import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { gateway } from '../api/clients.js';
import { SignIn } from './sign-in.js';

/** Once in an installation's life: nobody who signs in loads it. */
const Found = lazy(() => import('../first-run/found.js').then((all) => ({ default: all.Found })));

/** Sign-in; with no company yet, the page that founds it. */
export function BeforeSession() {
  const { t } = useTranslation('shell');
  const [wantsToSignIn, signIn] = useState(false);
  const { data } = useQuery({
    queryKey: ['gateway', 'first-run'],
    queryFn: () => answer(gateway.GET('/api/first-run')),
    staleTime: Infinity,
    retry: false,
  });
  if (data?.open === true && !wantsToSignIn) return <Found onSignIn={() => signIn(true)} />;
  const came = window.location.pathname === '/first-run' && (data?.open === false || wantsToSignIn);
  return <SignIn {...(came ? { note: t('signIn.there') } : {})} />;
}
