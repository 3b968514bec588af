import { mediaQuery } from './media-query.js';

/** Whether the person asked their system for less movement. */
export const useStill = mediaQuery('(prefers-reduced-motion: reduce)');
