/** A link that is shown once, for whom it is and until when. */
export interface HandedLink {
  readonly kind: 'invitation' | 'reset';
  readonly name: string;
  readonly link: string;
  readonly expiresAt: string;
}
