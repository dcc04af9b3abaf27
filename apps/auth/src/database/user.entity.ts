import type { Locale, Role } from '@anika/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('app_user')
export class UserEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text', { name: 'partner_id' }) readonly partnerId!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly email!: string;
  @Column('text', { name: 'password_hash' }) readonly passwordHash!: string;
  @Column('text') readonly role!: Role;
  @Column('text') readonly status!: 'active' | 'disabled';
  /** Of mails; null: as the browser says. */
  @Column('text', { nullable: true }) readonly locale!: Locale | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
