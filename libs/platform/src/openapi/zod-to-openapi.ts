import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/**
 * Converts a zod schema for @nestjs/swagger: OpenAPI 3.1 speaks JSON Schema 2020-12. A schema with an id
 * (`.meta({ id })`) becomes a component and a reference to it.
 */
export function zodToOpenApi(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): { schema: JsonSchema; components: Record<string, JsonSchema> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs = {}, ...root } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: schemaType,
    unrepresentable: 'any',
    // What JavaScript can count to is no limit of ours.
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const components = Object.fromEntries(
    Object.entries($defs).map(([id, definition]) => [id, withoutKeys(definition)]),
  );
  const id = schema.meta()?.id;
  // A root that is itself one of the definitions is a reference already.
  if (id === undefined || '$ref' in root) return { schema: withoutKeys(root), components };
  return {
    schema: { $ref: `#/components/schemas/${id}` },
    components: { ...components, [id]: withoutKeys(root) },
  };
}

function withoutKeys({ $schema: _schema, id: _id, $id: _dollarId, ...rest }: JsonSchema): JsonSchema {
  return rest;
}
