import { z } from 'zod';
import { PartnerId } from '../ids';
import { rpc } from './pattern';
import type { PartnerChange } from './topics.rpc';

// What gateway asks of auth for others: auth has no TCP.

/** A partner that topics does not know yet. `null` when there is none. */
export const LookUpPartner = rpc<{ partner: PartnerChange | null }>()(
  'gateway.look-up-partner',
  z.object({ partnerId: PartnerId }),
);

export const CredentialIds = z.object({ credentialIds: z.array(z.string().max(64)).max(1000) });
export type CredentialIds = z.infer<typeof CredentialIds>;
export interface EndedCredentials {
  readonly ended: readonly string[];
}

/** Those of the credentials, as `Identity.credentialId` names them, that let nobody in any more. */
export const FindEndedCredentials = rpc<EndedCredentials>()('gateway.find-ended-credentials', CredentialIds);
