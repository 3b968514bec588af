import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, mayDo } from '../session/me.js';
import { Empty } from './empty.js';

/** A page for those who may; everybody else is told whom to ask. */
export function OnlyFor({ action, children }: { action: string; children: ReactNode }) {
  const { t } = useTranslation('problem');
  if (mayDo(useMe(), action)) return children;
  return <Empty heading="h2" title={t('code.forbidden.title')} advice={t('code.forbidden.advice')} />;
}
