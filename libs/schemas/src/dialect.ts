/** What the value of a keyword is: a schema, a list or a map of schemas, or something else that ajv checks. */
export type KeywordKind = 'schema' | 'list' | 'map' | 'plain';

/** The keywords of JSON Schema 2020-12 that contracts may use. What is not here is refused. */
export const KEYWORDS: ReadonlyMap<string, KeywordKind> = new Map<string, KeywordKind>([
  ...kind('map', '$defs', 'properties', 'patternProperties'),
  ...kind('list', 'allOf', 'anyOf', 'oneOf', 'prefixItems'),
  ...kind('schema', 'not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties'),
  ...kind('schema', 'propertyNames'),
  ...kind('plain', '$ref', '$schema', 'type', 'enum', 'const', 'format', 'pattern', 'multipleOf'),
  ...kind('plain', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'),
  ...kind('plain', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minContains', 'maxContains'),
  ...kind('plain', 'uniqueItems', 'minProperties', 'maxProperties', 'required', 'dependentRequired'),
  ...kind('plain', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'),
  ...kind('plain', 'readOnly', 'writeOnly'),
]);

/** What the keyword `type` may say. */
export const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;

/** They say nothing of which values are right. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$schema', '$comment', '$defs', 'title', 'description', 'default', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly'],
]);

/** Keywords whose schemas hold for the value itself, not for a part of it. */
export const IN_PLACE: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
]);

/** Why a keyword that people know is not there, and what stands in for it. */
export const REFUSALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    definitions: 'is from an older draft: use $defs',
    dependencies: 'is from an older draft: use dependentRequired, or if and then',
    dependentSchemas: 'is not supported: use if and then',
    additionalItems: 'is from an older draft: use items beside prefixItems',
    nullable: 'is not JSON Schema: use "type": ["string", "null"]',
    unevaluatedProperties: 'is not supported: use additionalProperties',
    unevaluatedItems: 'is not supported: use items beside prefixItems',
    $id: 'is not supported: a contract is one schema and refers to its own parts only, as #/$defs/…',
    $anchor: 'is not supported: refer to #/$defs/…',
    $dynamicRef: 'is not supported: use $ref',
    $dynamicAnchor: 'is not supported: refer to #/$defs/…',
    $data: 'is not supported: a contract is the same for every message',
  }),
);

export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
export const LIMITS = {
  bytes: 64 * 1024,
  depth: 32,
  /** See `rulesOf`. So many are compiled in some 50 ms, on the thread that serves everybody. */
  rules: 500,
  patternLength: 256,
  /** Instructions of a compiled pattern. */
  patternSize: 500,
} as const;

function kind(of: KeywordKind, ...names: readonly string[]): [string, KeywordKind][] {
  return names.map((name) => [name, of]);
}
