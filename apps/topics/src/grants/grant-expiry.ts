import { doneAuditRecord, Rounds, writeAuditEntry } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { HeldDeliveries } from '../subscriptions/held-deliveries';
import { tellOfAccess } from './access-events';
import { EXPIRED, EXPIRY_STAGE } from './expiry-stages';

const BATCH = 100;
const IDLE_MS = 1000;
const MAX_REST_MS = 30_000;

interface Due {
  readonly topicId: string;
  readonly topicName: string;
  readonly ownerId: string;
  readonly partnerId: string;
  readonly expiresAt: Date;
  readonly stage: number;
}

/**
 * Tells both sides that a grant ends in 7 days, in one, and that it has ended. The end itself needs nobody: each read and each attempt
 * looks at the clock. What is told is noted with the grant in the same transaction: once, however many replicas there are.
 */
@Injectable()
export class GrantExpiry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(() => this.tell(), {
    name: 'Telling of grants that end',
    idleMs: IDLE_MS,
    maxRestMs: MAX_REST_MS,
  });

  constructor(
    private readonly source: DataSource,
    private readonly held: HeldDeliveries,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** One batch; answers whether there may be more at once. */
  async tell(): Promise<boolean> {
    const due = await this.source.transaction((manager) => tellDue(manager));
    for (const { topicId, partnerId, stage } of due)
      if (stage === EXPIRED) this.held.releaseOf(topicId, partnerId);
    return due.length === BATCH;
  }
}

async function tellDue(manager: EntityManager): Promise<readonly Due[]> {
  // A grant that is being changed is left to the next round, and one that another replica has in hand to that one.
  const [due] = (await manager.query(
    `WITH due AS (
       SELECT topic_id, partner_id FROM topic_grant
       WHERE expires_at <= now() + interval '7 days' AND expiry_told < 3 AND expiry_told < ${EXPIRY_STAGE}
         AND EXISTS (SELECT 1 FROM topic t WHERE t.id = topic_id AND t.state = 'active')
       ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
     UPDATE topic_grant g SET expiry_told = ${EXPIRY_STAGE} FROM due d JOIN topic t ON t.id = d.topic_id
     WHERE g.topic_id = d.topic_id AND g.partner_id = d.partner_id
     RETURNING g.topic_id AS "topicId", t.name AS "topicName", t.owner_id AS "ownerId", g.partner_id AS "partnerId", g.expires_at AS "expiresAt", g.expiry_told AS stage`,
  )) as [Due[], number];
  for (const grant of due) {
    const { topicId, partnerId, expiresAt, stage } = grant;
    if (stage === EXPIRED) await auditExpired(manager, grant);
    const type = stage === EXPIRED ? 'access.expired' : 'access.expiring';
    const more = { expiresAt: expiresAt.toISOString() };
    await tellOfAccess(manager, topicId, [{ type, partnerId, to: ['owner', 'partner'], more }]);
  }
  return due;
}

/** In the logs of both companies, each with the name of the other. */
async function auditExpired(manager: EntityManager, { topicId, topicName, ownerId, partnerId }: Due) {
  const object = { type: 'topic', id: topicId, name: topicName };
  for (const [log, other] of [
    [ownerId, partnerId],
    [partnerId, ownerId],
  ] as const) {
    const related = [{ type: 'partner', id: other }];
    const what = {
      action: 'grant.expire',
      actor: { kind: 'platform' },
      partnerId: log,
      object,
      related,
    } as const;
    await writeAuditEntry(manager, doneAuditRecord(what));
  }
}
