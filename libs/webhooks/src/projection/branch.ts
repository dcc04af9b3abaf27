/** The members of an object that may be seen, by name: `true` is everything below. */
export type Branch = ReadonlyMap<string, Branch | true>;
type Growing = Map<string, Growing | true>;

/** Paths as a tree; a path within another one that is allowed whole changes nothing. */
export function toBranch(paths: readonly string[]): Branch {
  const root: Growing = new Map();
  for (const path of paths) plant(root, path.split('.'));
  return root as Branch;
}

function plant(branch: Growing, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  const there = branch.get(name);
  if (there === true) return;
  if (rest.length === 0) {
    branch.set(name, true);
    return;
  }
  const below: Growing = there ?? new Map<string, Growing | true>();
  branch.set(name, below);
  plant(below, rest);
}
