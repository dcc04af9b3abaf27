import { PartnerChange, type PartnerChange as Change } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AuthClient } from '../auth/auth-client';

const Changes = z.object({ partners: z.array(PartnerChange) });
const One = z.object({ partner: PartnerChange });

/** Reads auth's change feed of partners. */
@Injectable()
export class AuthFeed {
  constructor(private readonly auth: AuthClient) {}

  /** The next changes after the position, oldest first, at most 500. */
  async changesAfter(seq: number): Promise<readonly Change[]> {
    const answer = await this.auth.ask(`/internal/partners?after=${seq}`);
    return Changes.parse(await answer.json()).partners;
  }

  /** The partner as auth knows it now; null when there is none. */
  async find(partnerId: string): Promise<Change | null> {
    const answer = await this.auth.ask(`/internal/partners/${encodeURIComponent(partnerId)}`);
    return answer.status === 404 ? null : One.parse(await answer.json()).partner;
  }
}
