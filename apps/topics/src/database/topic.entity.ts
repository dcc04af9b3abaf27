import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('topic')
export class TopicEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'owner_id' }) readonly ownerId!: string;
  @Column('text') readonly kind!: 'regular' | 'events';
  @Column('text') readonly name!: string;
  @Column('text') readonly title!: string;
  @Column('text') readonly description!: string;
  @Column('text') readonly visibility!: 'private' | 'catalog';
  @Column('text') readonly state!: 'active' | 'deleting';
  /** Raised with each change of the topic, its grants, its subscriptions or the status of a partner concerned. */
  @Column('integer') readonly version!: number;
  /** Null: as long as the platform keeps messages. */
  @Column('integer', { name: 'retention_days', nullable: true }) readonly retentionDays!: number | null;
  @Column('text', { name: 'searchable_fields', array: true }) readonly searchableFields!: string[];
  /** The version that set them: messages published under it or a later one have their tokens. */
  @Column('integer', { name: 'searchable_since' }) readonly searchableSince!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt!: Date;
}
