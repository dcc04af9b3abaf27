import type { AccessRequestState } from '@anika/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('access_request')
export class AccessRequestEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'topic_id' }) readonly topicId!: string;
  @Column('text', { name: 'topic_name' }) readonly topicName!: string;
  @Column('text', { name: 'topic_title' }) readonly topicTitle!: string;
  @Column('text', { name: 'owner_id' }) readonly ownerId!: string;
  /** Who asks. */
  @Column('text', { name: 'partner_id' }) readonly partnerId!: string;
  @Column('text') readonly state!: AccessRequestState;
  @Column('text') readonly reason!: string;
  @Column('text', { array: true, nullable: true }) readonly fields!: string[] | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt!: Date | null;
  /** A user or an API key of the partner. */
  @Column('text', { name: 'requested_by' }) readonly requestedBy!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  /** A user or an API key of the owner, or of the partner that withdrew; null for the platform. */
  @Column('text', { name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column('text', { name: 'decision_reason', nullable: true }) readonly decisionReason!: string | null;
  @Column('text', { name: 'granted_fields', array: true, nullable: true })
  readonly grantedFields!: string[] | null;
  @Column('timestamptz', { name: 'granted_expires_at', nullable: true })
  readonly grantedExpiresAt!: Date | null;
}
