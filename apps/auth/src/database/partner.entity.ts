import type { LimitOverrides } from '@anika/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('partner')
export class PartnerEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly status!: 'active' | 'suspended';
  /** The platform's own partner, whose users are operators, is in no directory and no feed. */
  @Column('boolean', { name: 'is_platform' }) readonly isPlatform!: boolean;
  /** Where they differ from the defaults. */
  @Column('jsonb', { default: {} }) readonly limits!: LimitOverrides;
  /** Position in the change feed; bigint arrives as text. */
  @Column('bigint') readonly seq!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
