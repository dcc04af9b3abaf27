import type { LimitOverrides, PartnerStatus } from '@anika/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What topics knows of auth's partners. */
@Entity('known_partner')
export class KnownPartnerEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly status!: PartnerStatus;
  /** Where they differ from the defaults. */
  @Column('jsonb', { nullable: true }) readonly limits!: LimitOverrides | null;
  @Column('bigint') readonly seq!: string;
}
