/** Routes that are not part of the versioned REST API. */
export const UNPREFIXED = ['identity', 'internal/*path', '.well-known/*path'];
