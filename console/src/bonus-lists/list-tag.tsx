import { useTranslation } from 'react-i18next';
import type { BonusLine, BonusList } from './list-queries.js';

const LIST_TONE: Record<BonusList['state'], string> = {
  draft: 'calm',
  submitted: 'warn',
  returned: 'bad',
  signed: 'good',
  'handed-over': 'good',
  settled: 'pine',
  cancelled: '',
};
const LINE_TONE: Record<BonusLine['state'], string> = {
  ready: '',
  held: 'warn',
  signed: 'calm',
  paid: 'good',
  rejected: 'bad',
  reversed: '',
};

export function ListTag({ state }: { state: BonusList['state'] }) {
  const { t } = useTranslation('bonus-lists');
  return <span className={`tag ${LIST_TONE[state]}`}>{t(`state.${state}`)}</span>;
}

export function LineTag({ state }: { state: BonusLine['state'] }) {
  const { t } = useTranslation('bonus-lists');
  return <span className={`tag ${LINE_TONE[state]}`}>{t(`line.${state}`)}</span>;
}
