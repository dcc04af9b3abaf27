import type { Schema } from '@anika/schemas';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One version of what messages of a type must be. The newest is in force unless it was removed. */
@Entity('contract')
export class ContractEntity {
  @PrimaryColumn('text', { name: 'topic_id' }) readonly topicId!: string;
  @PrimaryColumn('text') readonly type!: string;
  /** Goes on rising after a removal: a version is one schema for good. */
  @PrimaryColumn('integer') readonly version!: number;
  @Column('json') readonly schema!: Schema;
  /** In a list of one: `null` is an example, too. */
  @Column('json', { nullable: true }) readonly example!: readonly [unknown] | null;
  /** A user or an API key. */
  @Column('text', { name: 'created_by' }) readonly createdBy!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column('text', { name: 'removed_by', nullable: true }) readonly removedBy!: string | null;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) readonly removedAt!: Date | null;
}
