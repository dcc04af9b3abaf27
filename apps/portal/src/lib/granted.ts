import { partsOf } from './json-parts';

/** How much of a field of `data` reaches a reader. */
export type Share = 'whole' | 'part' | 'none';

/**
 * By the paths of a grant, each of which stands for all below it; without any (null) everything is shown.
 *
 * @example shareOf(['client', 'city'], ['client']) // 'whole'
 */
export function shareOf(names: readonly string[], granted: readonly string[] | null): Share {
  if (granted === null) return 'whole';
  const shares = granted.map((path) => {
    const wanted = path.split('.');
    const isSame = names.slice(0, wanted.length).every((name, index) => name === wanted[index]);
    if (!isSame) return 'none';
    return wanted.length > names.length ? 'part' : 'whole';
  });
  return shares.includes('whole') ? 'whole' : shares.includes('part') ? 'part' : 'none';
}

/**
 * What a grant shows of a JSON text, as the API cuts it: elements of lists are looked into, values are kept to the character.
 *
 * @param json valid JSON
 * @example grantedPart('{"car":1e3,"client":{"city":"Москва","phone":"7"}}', ['client.city']) // '{"client":{"city":"Москва"}}'
 */
export function grantedPart(json: string, granted: readonly string[]): string {
  const paths = granted.map((path) => path.split('.'));
  return partBelow(json, paths) ?? 'null';
}

type Paths = readonly (readonly string[])[];

/** Undefined for a value that has no members: nothing of it may be seen. */
function partBelow(json: string, paths: Paths): string | undefined {
  if (json.startsWith('{')) return `{${[...partsOf(json)].flatMap(memberOf(paths)).join(',')}}`;
  if (!json.startsWith('[')) return undefined;
  return `[${[...partsOf(json).values()].flatMap((element) => partBelow(element, paths) ?? []).join(',')}]`;
}

const memberOf =
  (paths: Paths) =>
  ([name, value]: readonly [string, string]): string | readonly string[] => {
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (below.length === 0) return [];
    const shown = below.some((path) => path.length === 0) ? value : partBelow(value, below);
    return shown === undefined ? [] : `${JSON.stringify(name)}:${shown}`;
  };
