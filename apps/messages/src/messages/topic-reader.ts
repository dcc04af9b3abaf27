import { AnikaError, type Identity, type TopicSnapshot } from '@anika/contracts';
import { type KnownVersion, SnapshotCache } from '@anika/platform';
import { Injectable } from '@nestjs/common';

/** Who may do what with a topic's messages, by the topic's snapshot. */
@Injectable()
export class TopicReader {
  constructor(private readonly snapshots: SnapshotCache) {}

  /** @throws {AnikaError} NOT_FOUND unless the caller owns the topic or is granted it, or when it is being deleted. */
  async assertReads({ partnerId }: Identity, topicId: string): Promise<{ isOwner: boolean }> {
    const snapshot = await this.snapshots.get(topicId);
    const isOwner = snapshot.ownerId === partnerId;
    if (snapshot.state === 'deleting' || !(isOwner || isGranted(snapshot, partnerId)))
      throw notFound(topicId);
    return { isOwner };
  }

  /** @throws {AnikaError} NOT_FOUND for strangers, FORBIDDEN for readers, TOPIC_DELETING. */
  async assertPublishes(
    { partnerId }: Identity,
    topicId: string,
    knownVersion: Promise<KnownVersion> | undefined,
  ): Promise<TopicSnapshot> {
    const snapshot = await this.snapshots.get(topicId, { knownVersion });
    if (snapshot.ownerId !== partnerId) {
      if (!isGranted(snapshot, partnerId)) throw notFound(topicId);
      throw new AnikaError('FORBIDDEN', { detail: 'Only the owner of the topic may publish to it.' });
    }
    if (snapshot.kind === 'events')
      throw new AnikaError('FORBIDDEN', { detail: 'Only the platform publishes to this topic.' });
    if (snapshot.ownerStatus !== 'active')
      throw new AnikaError('FORBIDDEN', { detail: 'You are suspended.' });
    if (snapshot.state === 'deleting') throw new AnikaError('TOPIC_DELETING');
    return snapshot;
  }
}

function isGranted(snapshot: TopicSnapshot, partnerId: string): boolean {
  return snapshot.grants.some((grant) => grant.partnerId === partnerId);
}

function notFound(topicId: string): AnikaError {
  return new AnikaError('NOT_FOUND', { detail: `There is no topic ${topicId}.` });
}
