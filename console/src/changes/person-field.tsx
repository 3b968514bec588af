import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEverybody } from '../people/use-everybody.js';

/** Found by name or number; all people are read, since anybody may be meant. */
export function PersonField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('changes');
  const people = useEverybody();
  return (
    <Select
      showSearch
      optionFilterProp="label"
      placeholder={t('choose')}
      loading={people.isPending}
      value={value === '' ? null : value}
      options={(people.data ?? []).map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` }))}
      onChange={onChange}
    />
  );
}
