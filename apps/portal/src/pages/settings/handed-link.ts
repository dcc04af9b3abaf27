/** A link that is shown once, and for whom it is. */
export interface HandedLink {
  readonly kind: 'invitation' | 'reset';
  readonly name: string;
  readonly link: string;
}
