import {
  AnikaError,
  INTERNAL_SECRET_HEADER,
  PartnerChange,
  type PartnerChange as Change,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { GatewayConfig } from '../gateway.config';

const TIMEOUT_MS = 2000;
const Changes = z.object({ partners: z.array(PartnerChange) });
const One = z.object({ partner: PartnerChange });

/** Reads auth's change feed of partners. */
@Injectable()
export class AuthFeed {
  constructor(private readonly config: GatewayConfig) {}

  /** The next changes after the position, oldest first, at most 500. */
  async changesAfter(seq: number): Promise<readonly Change[]> {
    const answer = await this.ask(`/internal/partners?after=${seq}`);
    return Changes.parse(await answer.json()).partners;
  }

  /** The partner as auth knows it now; null when there is none. */
  async find(partnerId: string): Promise<Change | null> {
    const answer = await this.ask(`/internal/partners/${encodeURIComponent(partnerId)}`);
    return answer.status === 404 ? null : One.parse(await answer.json()).partner;
  }

  private async ask(path: string): Promise<Response> {
    const answer = await fetch(new URL(path, this.config.AUTH_URL), {
      headers: { [INTERNAL_SECRET_HEADER]: this.config.INTERNAL_SECRET },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw unavailable('auth does not answer', cause);
    });
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    throw unavailable(`auth answered ${answer.status}`);
  }
}

function unavailable(detail: string, cause?: unknown): AnikaError {
  return new AnikaError('SERVICE_UNAVAILABLE', { detail, cause });
}
