import type { Language } from '@goalbeat/domain/wording/language';
import { useTranslation } from 'react-i18next';

export const useLanguage = (): Language => (useTranslation('shell').i18n.language === 'en' ? 'en' : 'zh-CN');
