import { useTranslation } from 'react-i18next';
import type { CycleState } from './cycle-queries.js';

const TONE: Readonly<Record<CycleState, string>> = {
  scheduled: 'calm',
  running: 'pine',
  paused: 'warn',
  closed: 'good',
  cancelled: 'bad',
  skipped: '',
};

export function CycleStateTag({ state }: { state: CycleState }) {
  const { t } = useTranslation('cycle');
  return <span className={`tag ${TONE[state]}`}>{t(`state.${state}`)}</span>;
}
