import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import type {
  AuditDocument,
  CounterDocument,
  DeliveryDocument,
  ErasureDocument,
  HealthDocument,
  HoldDocument,
  InboxDocument,
  InboxRequestDocument,
  LeaseDocument,
  MessageDocument,
  ReplayDocument,
  SearchIndexDocument,
  SweepDocument,
} from './documents';

/** Acknowledged means: on disk, on the majority of the replica set. */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;

/** The collections, typed. Mongoose holds the connection; documents are plain, since payloads are opaque text. */
@Injectable()
export class Collections {
  readonly audit: mongo.Collection<AuditDocument>;
  readonly messages: mongo.Collection<MessageDocument>;
  readonly counters: mongo.Collection<CounterDocument>;
  readonly deliveries: mongo.Collection<DeliveryDocument>;
  readonly erasures: mongo.Collection<ErasureDocument>;
  readonly health: mongo.Collection<HealthDocument>;
  readonly holds: mongo.Collection<HoldDocument>;
  readonly inboxes: mongo.Collection<InboxDocument>;
  readonly inboxRequests: mongo.Collection<InboxRequestDocument>;
  readonly leases: mongo.Collection<LeaseDocument>;
  readonly replays: mongo.Collection<ReplayDocument>;
  readonly searchIndexes: mongo.Collection<SearchIndexDocument>;
  readonly sweeps: mongo.Collection<SweepDocument>;

  constructor(@InjectConnection() private readonly connection: Connection) {
    const { db } = connection;
    if (!db) throw new Error('MongoDB is not connected');
    this.audit = db.collection('audit');
    this.messages = db.collection('messages');
    this.counters = db.collection('counters');
    this.deliveries = db.collection('deliveries');
    this.erasures = db.collection('erasures');
    this.health = db.collection('health');
    this.holds = db.collection('holds');
    this.inboxes = db.collection('inboxes');
    this.inboxRequests = db.collection('inbox_requests');
    this.leases = db.collection('leases');
    this.replays = db.collection('replays');
    this.searchIndexes = db.collection('search_indexes');
    this.sweeps = db.collection('sweeps');
  }

  /** Several writes as one durable commit: SecantusDB brings each commit to the disk by itself. To be repeated by whoever asks, if it fails. */
  async asOne(write: (session: mongo.ClientSession) => Promise<unknown>): Promise<void> {
    await this.connection
      .getClient()
      .withSession((session) => session.withTransaction(() => write(session), DURABLE));
  }
}
