import type { Session } from '@anika/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('session')
export class SessionEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'user_id' }) readonly userId!: string;
  @Column('text') readonly kind!: Session['kind'];
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) readonly lastSeenAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) readonly expiresAt!: Date;
  @Column('text', { nullable: true }) readonly address!: string | null;
  @Column('text', { name: 'user_agent', nullable: true }) readonly userAgent!: string | null;
}
