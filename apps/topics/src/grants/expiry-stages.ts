/**
 * How much of a grant's end is to be told by now: nothing (0), that it comes in 7 days (1), in one day (2), that it came (3). What has
 * been told already is `expiry_told`.
 */
export const EXPIRY_STAGE = `CASE
  WHEN expires_at IS NULL OR expires_at > now() + interval '7 days' THEN 0
  WHEN expires_at > now() + interval '1 day' THEN 1
  WHEN expires_at > now() THEN 2
  ELSE 3 END`;

export const EXPIRED = 3;
