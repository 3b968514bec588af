import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../words/use-language.js';
import { chooseLanguage } from '../words/words.js';

/** Offers the other language, in its own words. */
export function LanguageSwitch() {
  const { t } = useTranslation('shell');
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="text" lang={other} onClick={() => void chooseLanguage(other)}>
      {t(`language.${other}`)}
    </Button>
  );
}
