import type { FieldError } from '@anika/contracts';

type Values = Readonly<Record<string, string>>;

/** What a change of a schema can break, in words; `params.change` of an error is its name here. */
const CHANGES = {
  refused: () => 'is not accepted any more',
  member_gone: () => 'is not described any more: readers may rely on it',
  not_required: ({ name }) => `${JSON.stringify(name)} is not required any more: readers may rely on it`,
  required: ({ name }) => `${JSON.stringify(name)} is required now; it could be left out`,
  type: ({ types }) => `must now be ${types}; it could be of another type`,
  type_added: ({ types }) => `must now be ${types}; it could be anything, as nothing was said of it`,
  values: () => 'leaves out values that could be sent',
  narrower: () => 'is narrower than it was',
  fewer_numbers: () => 'allows fewer numbers than it did',
  narrower_members: () => 'is narrower for members without a description than it was',
  unique: () => 'must now have each entry once',
  forms: () => 'may not accept all that it did',
  unknown: () => 'was changed in a way that cannot be shown to accept all that it did',
} as const satisfies Record<string, (values: Values) => string>;

export type Change = keyof typeof CHANGES;

/** @example changeError('/required', 'required', { name: 'a' }).message // '"a" is required now; it could be left out' */
export function changeError(pointer: string, change: Change, values: Values = {}): FieldError {
  const say: (values: Values) => string = CHANGES[change];
  return { pointer, code: 'BREAKING_CHANGE', message: say(values), params: { change, ...values } };
}
