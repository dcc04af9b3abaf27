import fc from 'fast-check';
import { compileFields, project } from './project';

const cut = (text: string, ...paths: string[]) => project(text, compileFields(paths));

describe('project', () => {
  it('keeps the allowed members, to the byte', () => {
    const text = '{ "n": 12345678901234567890, "x" : 1e21 , "s": "a\\u0041", "o": { "k": [1, 2 ] } }';
    expect(cut(text, 'n')).toBe('{"n":12345678901234567890}');
    expect(cut(text, 'x', 's')).toBe('{"x":1e21,"s":"a\\u0041"}');
    expect(cut(text, 'o')).toBe('{"o":{ "k": [1, 2 ] }}');
    expect(cut(text, 'o.k', 'o')).toBe('{"o":{ "k": [1, 2 ] }}');
  });

  it('looks into objects and into the elements of arrays', () => {
    const text = '{"items":[{"sku":"a","price":1},{"price":2},7],"client":{"city":"Москва","name":"И"}}';
    expect(cut(text, 'items.sku', 'client.city')).toBe(
      '{"items":[{"sku":"a"},{}],"client":{"city":"Москва"}}',
    );
    expect(cut('[{"a":1,"b":2},3]', 'a')).toBe('[{"a":1}]');
  });

  it('says nothing of what is not there or not an object', () => {
    expect(cut('{"a":1}', 'b')).toBe('{}');
    expect(cut('{"a":1}', 'a.b')).toBe('{}');
    expect(cut('"secret"', 'a')).toBe('null');
    expect(cut('{}', 'a')).toBe('{}');
    expect(cut('[]', 'a')).toBe('[]');
  });

  it('finds names by what they mean, not by how they are written', () => {
    expect(cut('{"\\u0061":1,"b":2}', 'a')).toBe('{"\\u0061":1}');
    expect(cut('{"__proto__":1,"constructor":2}', 'constructor')).toBe('{"constructor":2}');
  });

  it('of any document: what is left is there in the original, and nothing else is', () => {
    const names = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString');
    const document = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.integer(),
        fc.string(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc
          .uniqueArray(fc.tuple(names, tie('value')), { selector: ([name]) => name, maxLength: 4 })
          .map((members) => `{${members.map(([name, value]) => `"${name}":${text(value)}`).join(',')}}`)
          .map((json) => new Raw(json)),
      ),
    })).value;
    const path = fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(document, fc.uniqueArray(path, { maxLength: 4 }), (value, paths) => {
        const original = JSON.parse(text(value)) as unknown;
        const projected = JSON.parse(cut(text(value), ...paths)) as unknown;
        expect(projected).toEqual(
          oracle(
            original,
            paths.map((one) => one.split('.')),
          ) ?? null,
        );
      }),
      { numRuns: 1000 },
    );
  });
});

/** JSON text made by hand, since an object literal cannot have a member `__proto__`. */
class Raw {
  constructor(readonly json: string) {}
}
function text(value: unknown): string {
  if (value instanceof Raw) return value.json;
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  return JSON.stringify(value);
}

function oracle(value: unknown, paths: readonly string[][]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((one) => oracle(one, paths)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = Object.entries(value).flatMap(([name, member]) => {
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    const cutMember = below.length === 0 ? undefined : oracle(member, below);
    return cutMember === undefined ? [] : [[name, cutMember] as const];
  });
  return Object.fromEntries(kept);
}
