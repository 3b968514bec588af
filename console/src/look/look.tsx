import { App, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import en from 'antd/es/locale/en_US';
import zh from 'antd/es/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../words/use-language.js';
import { antdTheme } from './antd-theme.js';
import { styleNonce } from './style-nonce.js';
import { useTheme } from './theme-choice.js';
import { useStill } from './use-still.js';

const LOCALES: Readonly<Record<'en' | 'zh-CN', Locale>> = { en, 'zh-CN': zh };
/** antd in our colours, language and content security policy. */
export function Look({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      theme={antdTheme(useTheme(), useStill())}
      locale={LOCALES[useLanguage()]}
      csp={{ nonce: styleNonce }}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
