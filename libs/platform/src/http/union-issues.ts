import type { FieldErrorCode } from '@anika/contracts';

/** One thing that is wrong, with the way to it. */
export interface FlatIssue {
  readonly path: readonly PropertyKey[];
  readonly code: FieldErrorCode;
  readonly message: string;
  readonly params?: Record<string, unknown>;
}

/**
 * What is wrong with a value that may be of several forms; `forms` is what each of them complains of. Where forms are objects with
 * members of their own (`z.xor`), it is said which is missing, or which do not go together.
 *
 * @example issuesOfUnion([[missing('filter')], [missing('messageIds')]]) // [{ path: [], code: 'REQUIRED', message: 'needs filter, or messageIds' }]
 */
export function issuesOfUnion(forms: readonly (readonly FlatIssue[])[]): FlatIssue[] {
  const begun = forms.filter((form) => forms.some((other) => ownTo(form, other).length > 0));
  const isObjects = forms.every((form) => form.some(isMissing));
  if (begun.length === 0 && isObjects) return [whichIsMissing(forms), ...unknownTo(forms)];
  const [nearest = []] = (begun.length > 0 ? begun : forms).toSorted((a, b) => a.length - b.length);
  return nearest.map((issue) => {
    const owner = isUnknown(issue) && forms.find((form) => !strangersOf(form).includes(nameOf(issue)));
    const others = owner ? ownTo(nearest, owner) : [];
    return others.length > 0
      ? { ...issue, code: 'INVALID', message: `does not go with ${others.join(', ')}` }
      : issue;
  });
}

const isUnknown = ({ path, code }: FlatIssue) => path.length === 1 && code === 'UNKNOWN_MEMBER';
const isMissing = ({ path, code }: FlatIssue) => path.length === 1 && code === 'REQUIRED';
const nameOf = ({ path }: FlatIssue) => String(path[0]);
const strangersOf = (form: readonly FlatIssue[]) => form.filter(isUnknown).map(nameOf);

/** Members that are there, which the form knows and the other one does not. */
function ownTo(form: readonly FlatIssue[], other: readonly FlatIssue[]): string[] {
  const unknown = strangersOf(form);
  return strangersOf(other).filter((name) => !unknown.includes(name));
}

function whichIsMissing(forms: readonly (readonly FlatIssue[])[]): FlatIssue {
  const ways = forms.map((form) => form.filter(isMissing).map(nameOf).join(' and '));
  return { path: [], code: 'REQUIRED', message: `needs ${ways.join(', or ')}` };
}

/** As none is begun, what is unknown to one is unknown to all. */
function unknownTo([form = []]: readonly (readonly FlatIssue[])[]): FlatIssue[] {
  return form.filter(isUnknown);
}
