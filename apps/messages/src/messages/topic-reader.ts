import { AnikaError, type Identity, type TopicSnapshot } from '@anika/contracts';
import { type KnownVersion, SnapshotCache } from '@anika/platform';
import { Injectable } from '@nestjs/common';

/** Who may do what with a topic's messages, by the topic's snapshot. */
@Injectable()
export class TopicReader {
  constructor(private readonly snapshots: SnapshotCache) {}

  /** @throws {AnikaError} NOT_FOUND unless the caller owns the topic or is granted it. */
  async assertReads({ partnerId }: Identity, topicId: string): Promise<{ isOwner: boolean }> {
    const snapshot = await this.snapshot(topicId);
    if (snapshot.ownerId === partnerId) return { isOwner: true };
    if (isGranted(snapshot, partnerId)) return { isOwner: false };
    throw notFound(topicId);
  }

  /** @throws {AnikaError} NOT_FOUND for strangers, FORBIDDEN for readers. */
  async assertPublishes(
    { partnerId }: Identity,
    topicId: string,
    knownVersion: Promise<KnownVersion> | undefined,
  ): Promise<TopicSnapshot> {
    const snapshot = await this.snapshot(topicId, knownVersion);
    if (snapshot.ownerId === partnerId && snapshot.ownerStatus === 'active') return snapshot;
    if (snapshot.ownerId === partnerId || isGranted(snapshot, partnerId)) {
      throw new AnikaError('FORBIDDEN', { detail: 'Only the owner of the topic may publish to it.' });
    }
    throw notFound(topicId);
  }

  /** A topic that is being deleted is gone for everybody. */
  private async snapshot(topicId: string, knownVersion?: Promise<KnownVersion>): Promise<TopicSnapshot> {
    const snapshot = await this.snapshots.get(topicId, { knownVersion });
    if (snapshot.state === 'deleting') throw notFound(topicId);
    return snapshot;
  }
}

function isGranted(snapshot: TopicSnapshot, partnerId: string): boolean {
  return snapshot.grants.some((grant) => grant.partnerId === partnerId);
}

function notFound(topicId: string): AnikaError {
  return new AnikaError('NOT_FOUND', { detail: `There is no topic ${topicId}.` });
}
