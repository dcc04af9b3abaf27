import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('topic_grant')
export class GrantEntity {
  @PrimaryColumn('text', { name: 'topic_id' }) readonly topicId!: string;
  @PrimaryColumn('text', { name: 'partner_id' }) readonly partnerId!: string;
  /** The topic's version that the grant began with: older messages are not sent. */
  @Column('integer', { name: 'since_version' }) readonly sinceVersion!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
