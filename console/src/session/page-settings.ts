/** What the gateway tells the page before anybody signs in. */
export interface PageSettings {
  /** Where Temporal's own pages are; null: nowhere that people may go. */
  readonly temporalUiUrl: string | null;
  readonly mode: string;
  readonly mayBeSignedIn: boolean;
}

export async function readPageSettings(): Promise<PageSettings> {
  const response = await fetch('/page-settings.json');
  if (!response.ok) throw new Error(`page settings: ${response.status}`);
  return (await response.json()) as PageSettings;
}

export const settingsKey = ['page-settings'] as const;
