import { mediaQuery } from './media-query.js';

/** A phone's width, where tables become lists. */
export const useNarrow = mediaQuery('(max-width: 640px)');
