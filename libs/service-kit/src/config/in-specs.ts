/** In specs, what would only be warned of fails: Jest sets it, and no deployment does. */
export const IN_SPECS = process.env['NODE_ENV'] === 'test';
