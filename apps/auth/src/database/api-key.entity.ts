import type { ApiKey } from '@anika/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'partner_id' }) readonly partnerId!: string;
  @Column('text') readonly name!: string;
  @Column('text', { array: true }) readonly scopes!: ApiKey['scopes'];
  /** SHA-256 of the key: it has 256 random bits, so a slow hash would add nothing. */
  @Column('text') readonly hash!: string;
  @Column('text', { name: 'created_by', nullable: true }) readonly createdBy!: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) readonly lastUsedAt!: Date | null;
}
