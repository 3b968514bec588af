import type { Language } from '@goalbeat/domain/wording/language';

/** Why held pay was given up, for its owner: what finance wrote is theirs. */
export const GIVEN_UP: Readonly<Record<Language, string>> = {
  'zh-CN': '经核实后由财务决定；有疑问请联系人力资源',
  en: 'finance decided so after looking into it; HR answers questions',
};
