import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { directory, gateway } from '../api/clients.js';
import { forgetDrafts } from './kept-draft.js';
import { sessionKey } from './session-key.js';
import { settingsKey } from './page-settings.js';

/** Ends this session, or all of one's own; nothing of it stays in the browser. */
export function useSignOut(): (everywhere: boolean) => Promise<void> {
  const client = useQueryClient();
  return async (everywhere) => {
    if (everywhere) await answer(directory.POST('/v1/sessions/revoke-all'));
    await answer(gateway.DELETE('/api/session'));
    forgetDrafts();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey !== settingsKey && queryKey[1] !== 'session' });
    client.setQueryData(sessionKey, null);
  };
}
