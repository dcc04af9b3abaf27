import { z } from 'zod';
import { PartnerId } from '../ids';
import { PageQuery, pageOf, StorableText, Text, Timestamp } from './common';
import { PartnerLimits, UpdateLimits } from './limits';

export const PARTNER_STATUSES = ['active', 'suspended'] as const;
export const PartnerStatus = z.enum(PARTNER_STATUSES);
export type PartnerStatus = z.infer<typeof PartnerStatus>;

export const CompanyName = Text(200).meta({ examples: ['АвтоЭкспресс'] });

export const Partner = z
  .object({
    id: PartnerId,
    name: CompanyName,
    status: PartnerStatus,
    createdAt: Timestamp,
    limits: PartnerLimits.optional().describe('For the partner itself and for operators'),
  })
  .meta({ id: 'Partner' });
export type Partner = z.infer<typeof Partner>;

export const PartnerPage = pageOf(Partner).meta({ id: 'PartnerPage' });
export const PartnerParams = z.strictObject({ partnerId: PartnerId });
export type PartnerParams = z.infer<typeof PartnerParams>;
export const PartnerQuery = PageQuery.extend({
  q: StorableText.max(100).optional().describe('Only partners whose names begin so, in letters of any case'),
});
export type PartnerQuery = z.infer<typeof PartnerQuery>;

/** What an operator changes about a partner. */
export const UpdatePartner = z
  .strictObject({
    name: CompanyName.optional(),
    status: PartnerStatus.optional(),
    limits: UpdateLimits.optional(),
  })
  .meta({ id: 'UpdatePartner' });
export type UpdatePartner = z.infer<typeof UpdatePartner>;
