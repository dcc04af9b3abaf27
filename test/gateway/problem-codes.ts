import { ERRORS } from '@anika/contracts';

/** Every code that an answer may carry. */
export const errors = Object.keys(ERRORS);
