import type { components } from '@goalbeat/api-client/generated/directory';
import type { Language } from '@goalbeat/domain/wording/language';
import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey } from '../api/keys.js';

export type Notice = components['schemas']['Notice'];

/** Their texts come in the reader's language, so each language is a reading of its own. */
export const newestNotices = (language: Language) =>
  queryOptions({
    queryKey: listKey('directory', 'notice', { newest: true, language }),
    queryFn: async () => (await answer(directory.GET('/v1/notices', { params: { query: { limit: 20 } } }))).items,
  });
