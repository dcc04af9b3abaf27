/** What is wrong with an input by its own attributes; the browser's bubble would say it in the browser's language. */
export type Broken =
  | { readonly is: 'missing' | 'incomplete' | 'email' | 'url' }
  | { readonly is: 'short'; readonly count: number }
  | { readonly is: 'early'; readonly day: string };

type Constrained = Pick<HTMLInputElement, 'type' | 'min' | 'minLength'> & {
  readonly validity: Pick<
    ValidityState,
    'badInput' | 'valueMissing' | 'typeMismatch' | 'tooShort' | 'rangeUnderflow'
  >;
};

/** @example brokenIn(email) // { is: 'email' } */
export function brokenIn({ validity, type, min, minLength }: Constrained): Broken | undefined {
  // A half of a date has no value: it would be sent as none.
  if (validity.badInput) return { is: 'incomplete' };
  if (validity.valueMissing) return { is: 'missing' };
  if (validity.typeMismatch) return { is: type === 'email' ? 'email' : 'url' };
  if (validity.tooShort) return { is: 'short', count: minLength };
  if (validity.rangeUnderflow) return { is: 'early', day: min };
  return undefined;
}
