import { mediaQuery } from '../look/media-query.js';

/** A phone shows fewer columns, not narrower ones. */
export const useNarrow = mediaQuery('(max-width: 900px)');
