import { useTranslation } from 'react-i18next';
import type { SheetState } from './sheet-query.js';

const TONES: Readonly<Record<SheetState, string>> = {
  issued: 'pine',
  'plan-submitted': 'calm',
  'plan-returned': 'bad',
  planned: 'pine',
  'report-submitted': 'calm',
  'report-returned': 'bad',
  confirmed: 'good',
  unreported: 'bad',
  cancelled: '',
};

export function SheetTag({ state }: { state: SheetState }) {
  const { t } = useTranslation('my-week');
  return <span className={`tag ${TONES[state]}`}>{t(`state.${state}`)}</span>;
}
