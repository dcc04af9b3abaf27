import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('topic_grant')
export class GrantEntity {
  @PrimaryColumn('text', { name: 'topic_id' }) readonly topicId!: string;
  @PrimaryColumn('text', { name: 'partner_id' }) readonly partnerId!: string;
  /** The topic's version that the grant began with: older messages are not sent. */
  @Column('integer', { name: 'since_version' }) readonly sinceVersion!: number;
  /** Paths into `data` that the partner gets; all of it when null. */
  @Column('text', { array: true, nullable: true }) readonly fields!: string[] | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt!: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
