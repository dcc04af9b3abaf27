import type { AuditRecord } from '@anika/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_entry')
export class AuditEntryEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'partner_id', nullable: true }) readonly partnerId!: string | null;
  @Column('boolean', { name: 'by_operator' }) readonly byOperator!: boolean;
  @Column('text') readonly action!: string;
  @Column('text', { name: 'actor_id', nullable: true }) readonly actorId!: string | null;
  @Column('text', { name: 'object_ids', array: true }) readonly objectIds!: string[];
  /** The whole of it; the other columns are what it is found by. */
  @Column('jsonb') readonly entry!: AuditRecord;
}
