import type { SnapshotSubscription } from '@anika/contracts';
import { SecretBox } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const MAX_OPENED = 20_000;

/** Opens what topics sealed. The opened texts stay in this process, bounded, so that hot subscriptions cost no decryption. */
@Injectable()
export class SubscriptionSecrets {
  private readonly opened = new LRUCache<string, string>({ max: MAX_OPENED });

  constructor(private readonly box: SecretBox) {}

  /** Every secret that signs now, the current one first. */
  signing({ id, secrets }: SnapshotSubscription, now: number): string[] {
    return secrets
      .filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > now)
      .map(({ sealed }) => this.open(sealed, id));
  }

  headers({ id, sealedHeaders }: SnapshotSubscription): Record<string, string> {
    return sealedHeaders === null ? {} : (JSON.parse(this.open(sealedHeaders, id)) as Record<string, string>);
  }

  private open(sealed: string, context: string): string {
    const known = this.opened.get(sealed);
    if (known !== undefined) return known;
    const text = this.box.open(sealed, context);
    this.opened.set(sealed, text);
    return text;
  }
}
