const BROWSERS = [
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['WeCom', /wxwork\//i],
  ['WeChat', /MicroMessenger\//],
  ['DingTalk', /DingTalk\//],
  ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /Safari\//],
] as const;
const SYSTEMS = [
  ['iOS', /iPhone|iPad|iPod/],
  ['Android', /Android/],
  ['Windows', /Windows NT/],
  ['macOS', /Macintosh|Mac OS X/],
  ['Linux', /Linux|X11/],
] as const;

const nameIn = (agent: string, known: readonly (readonly [string, RegExp])[]): string | undefined =>
  known.find(([, sign]) => sign.test(agent))?.[0];

/** What a browser calls itself, in two names people know; null where it says nothing we know. */
export function deviceOf(agent: string | null): { browser: string; system: string } | null {
  if (agent === null) return null;
  const [browser, system] = [nameIn(agent, BROWSERS), nameIn(agent, SYSTEMS)];
  return browser === undefined || system === undefined ? null : { browser, system };
}
