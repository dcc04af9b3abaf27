import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('signing_key')
export class SigningKeyEntity {
  @PrimaryColumn('text') readonly kid!: string;
  @Column('jsonb', { name: 'public_jwk' }) readonly publicJwk!: JWK;
  @Column('text', { name: 'sealed_private_key' }) readonly sealedPrivateKey!: string;
  /** Published in the JWKS before it signs. */
  @Column('timestamptz', { name: 'signs_from' }) readonly signsFrom!: Date;
  /** Gone from the JWKS once the last token it signed has expired. */
  @Column('timestamptz', { name: 'expires_at' }) readonly expiresAt!: Date;
}
