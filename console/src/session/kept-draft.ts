import { useCallback, useEffect, useState, type Dispatch, type SetStateAction } from 'react';

const PREFIX = 'goalbeat.draft.';

function read<T>(key: string): T | undefined {
  const text = window.sessionStorage.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

/**
 * What somebody is writing, kept through a reload and until this tab is closed: never longer, since others may use the same machine.
 * @param of what it is about; the same one has the same draft
 */
export function useKeptDraft<T>(of: string, empty: T): [T, Dispatch<SetStateAction<T>>, () => void] {
  const key = PREFIX + of;
  const [draft, setDraft] = useState<T>(() => read<T>(key) ?? empty);
  useEffect(() => {
    if (draft === empty) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, JSON.stringify(draft));
  }, [key, draft, empty]);
  const forget = useCallback(() => {
    window.sessionStorage.removeItem(key);
    setDraft(empty);
  }, [key, empty]);
  return [draft, setDraft, forget];
}

/** At signing out: whoever signs in next begins with nothing. */
export function forgetDrafts(): void {
  for (const key of Object.keys(window.sessionStorage)) {
    if (key.startsWith(PREFIX)) window.sessionStorage.removeItem(key);
  }
}
