import { AnikaError, type Identity, type TopicSnapshot } from '@anika/contracts';
import { type KnownVersion, SnapshotCache } from '@anika/platform';
import { grantOf, visibleData } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';

/** How a reader sees a topic's messages. */
export interface Reader {
  readonly partnerId: string;
  readonly isOwner: boolean;
  /** Suspended ones read nothing: a request that was let in before may still be waiting. */
  readonly isActive: boolean;
  /** The text of a message's `data`, cut to what the grant shows. */
  readonly see: (data: string) => string;
}

/** Who may do what with a topic's messages, by the topic's snapshot. */
@Injectable()
export class TopicReader {
  constructor(private readonly snapshots: SnapshotCache) {}

  /**
   * @param as for the owner: another partner, as whom the topic is looked at
   * @throws {AnikaError} NOT_FOUND unless the caller owns the topic or is granted it, or when it is being deleted; FORBIDDEN for `as` by
   * another one than the owner or when the caller is suspended, NOT_FOUND when that partner may not read the topic.
   */
  async assertReads({ partnerId }: Identity, topicId: string, as?: string): Promise<Reader> {
    const reader = await this.readerOf(partnerId, topicId);
    if (!reader) throw notFound(topicId);
    if (!reader.isActive) throw suspended();
    return as === undefined ? reader : this.assertReadsAs(reader, topicId, as);
  }

  private async assertReadsAs({ isOwner }: Reader, topicId: string, as: string): Promise<Reader> {
    if (!isOwner) throw new AnikaError('FORBIDDEN', { detail: 'Only the owner sees it as others do.' });
    const reader = await this.readerOf(as, topicId);
    if (!reader) throw new AnikaError('NOT_FOUND', { detail: `${as} may not read the topic.` });
    return reader;
  }

  /** Undefined for a partner that may not read the topic. */
  async readerOf(partnerId: string, topicId: string): Promise<Reader | undefined> {
    const snapshot = await this.snapshots.get(topicId);
    if (snapshot.state === 'deleting') return undefined;
    const isOwner = snapshot.ownerId === partnerId;
    const grant = grantOf(snapshot, partnerId);
    if (!isOwner && !grant) return undefined;
    const isActive = (isOwner ? snapshot.ownerStatus : grant?.partnerStatus) === 'active';
    return { partnerId, isOwner, isActive, see: (data) => visibleData(grant, data) };
  }

  /** @throws {AnikaError} NOT_FOUND for strangers or when it is being deleted, FORBIDDEN for readers. */
  async assertOwns(identity: Identity, topicId: string): Promise<TopicSnapshot> {
    const { isOwner } = await this.assertReads(identity, topicId);
    if (!isOwner) throw new AnikaError('FORBIDDEN', { detail: 'Only the owner of the topic may do this.' });
    return this.snapshots.get(topicId);
  }

  /** @throws {AnikaError} NOT_FOUND for strangers, FORBIDDEN for readers, TOPIC_DELETING. */
  async assertPublishes(
    { partnerId }: Identity,
    topicId: string,
    knownVersion: Promise<KnownVersion> | undefined,
  ): Promise<TopicSnapshot> {
    const snapshot = await this.snapshots.get(topicId, { knownVersion });
    if (snapshot.ownerId !== partnerId) {
      if (!grantOf(snapshot, partnerId)) throw notFound(topicId);
      throw new AnikaError('FORBIDDEN', { detail: 'Only the owner of the topic may publish to it.' });
    }
    if (snapshot.kind === 'events')
      throw new AnikaError('FORBIDDEN', { detail: 'Only the platform publishes to this topic.' });
    if (snapshot.ownerStatus !== 'active') throw suspended();
    if (snapshot.state === 'deleting') throw new AnikaError('TOPIC_DELETING');
    return snapshot;
  }
}

function suspended(): AnikaError {
  return new AnikaError('FORBIDDEN', { detail: 'You are suspended.' });
}

function notFound(topicId: string): AnikaError {
  return new AnikaError('NOT_FOUND', { detail: `There is no topic ${topicId}.` });
}
