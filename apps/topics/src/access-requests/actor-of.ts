import type { Identity } from '@anika/contracts';

/** The person that does it, or the API key, which belongs to none. */
export function actorOf({ userId, credentialId }: Identity): string {
  return userId ?? credentialId;
}
