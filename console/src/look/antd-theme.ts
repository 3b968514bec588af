import { theme, type ThemeConfig } from 'antd';
import type { Theme } from './theme-choice.js';

/** The same colours as tokens.css: antd derives shades from them, so they have to be values and not variables. */
const COLOURS = {
  light: {
    colorPrimary: '#0b5f52',
    colorLink: '#0b5f52',
    colorInfo: '#3d5a80',
    colorSuccess: '#1b6b3a',
    colorWarning: '#7a5200',
    colorError: '#b3261e',
    colorTextBase: '#17211e',
    colorBgBase: '#ffffff',
    colorBgLayout: '#f5f4ef',
    colorBgContainer: '#ffffff',
    colorBgElevated: '#ffffff',
    colorBorder: '#b9b7ab',
    colorBorderSecondary: '#dcdad0',
    colorTextPlaceholder: '#6d7671',
    colorTextDescription: '#55605b',
    colorTextSecondary: '#55605b',
  },
  dark: {
    colorPrimary: '#58c7af',
    colorLink: '#58c7af',
    colorInfo: '#a3bfe3',
    colorSuccess: '#7fd29a',
    colorWarning: '#f0c468',
    colorError: '#ff9a90',
    colorTextBase: '#e7eeea',
    colorBgBase: '#171f1c',
    colorBgLayout: '#0f1513',
    colorBgContainer: '#171f1c',
    colorBgElevated: '#1e2825',
    colorBorder: '#4a5954',
    colorBorderSecondary: '#2a3632',
    colorTextPlaceholder: '#8d9a94',
    colorTextDescription: '#a9b6b0',
    colorTextSecondary: '#a9b6b0',
    colorTextLightSolid: '#06231d',
  },
} as const;

/** @param still nothing moves: antd waits for no movement to end before it shows what is so */
export const antdTheme = (which: Theme, still: boolean): ThemeConfig => ({
  algorithm: which === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
  cssVar: { key: `goalbeat-${which}` },
  hashed: false,
  token: {
    ...COLOURS[which],
    fontFamily: 'var(--text)',
    fontSize: 15,
    borderRadius: 9,
    borderRadiusLG: 14,
    controlHeight: 38,
    controlHeightLG: 46,
    wireframe: false,
    motion: !still,
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Button: { fontWeight: 560, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Modal: { titleFontSize: 19 },
  },
});
