import { useTranslation } from 'react-i18next';
import type { RehearsalBrief } from './rehearsal-queries.js';

const TONE: Readonly<Record<RehearsalBrief['state'], string>> = {
  running: 'pine',
  done: 'good',
  failed: 'bad',
  cancelled: '',
};

export function RehearsalTag({ of: { state } }: { of: Pick<RehearsalBrief, 'state'> }) {
  const { t } = useTranslation('rehearsals');
  return <span className={`tag ${TONE[state]}`}>{t(`state.${state}`)}</span>;
}
