import type { Filter, SignatureType, SubscriptionHealth, SubscriptionStatus } from '@anika/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A signing secret, sealed with the subscription's id as context. */
export interface StoredSecret {
  readonly sealed: string;
  /** RFC 3339; null for the current one. */
  readonly expiresAt: string | null;
}

@Entity('subscription')
export class SubscriptionEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'topic_id' }) readonly topicId!: string;
  @Column('text', { name: 'partner_id' }) readonly partnerId!: string;
  @Column('text') readonly url!: string;
  @Column('text', { name: 'header_names', array: true }) readonly headerNames!: string[];
  /** A JSON object of names and values, sealed. */
  @Column('text', { name: 'sealed_headers', nullable: true }) readonly sealedHeaders!: string | null;
  @Column('jsonb', { name: 'retry_schedule', nullable: true }) readonly retrySchedule!: number[] | null;
  @Column('jsonb', { nullable: true }) readonly filter!: Filter | null;
  /** Webhooks a second. */
  @Column('integer', { name: 'rate_limit', nullable: true }) readonly rateLimit!: number | null;
  @Column('jsonb') readonly health!: SubscriptionHealth;
  @Column('text') readonly status!: SubscriptionStatus;
  @Column('text', { name: 'status_reason', nullable: true }) readonly statusReason!: string | null;
  @Column('integer', { name: 'since_version' }) readonly sinceVersion!: number;
  @Column('text', { name: 'signature_type' }) readonly signatureType!: SignatureType;
  /** Of the current secret, for `v1a`. */
  @Column('text', { name: 'public_key', nullable: true }) readonly publicKey!: string | null;
  @Column('jsonb') readonly secrets!: StoredSecret[];
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt!: Date;
}
