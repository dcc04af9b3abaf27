import { type ErrorCode, ERRORS } from '@anika/contracts';
import { codesByStatus, problemResponse } from '@anika/platform';
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Record<string, ReturnType<typeof problemResponse>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What a request with a body may be answered before its route sees it. */
const OF_BODIES: readonly ErrorCode[] = ['MALFORMED_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

/** Adds what holds for kinds of routes and need not be said at each. */
export function complete(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation?.requestBody) addCodes(operation, OF_BODIES);
      if (operation?.parameters?.length) addCodes(operation, ['VALIDATION_FAILED']);
    }
  return document;
}

function addCodes({ responses }: Operation, codes: readonly ErrorCode[]): void {
  for (const [status, added] of codesByStatus(codes)) {
    const present = (responses as Responses)[status]?.content['application/problem+json'].schema;
    const known = present?.properties.code.enum ?? [];
    (responses as Responses)[status] = problemResponse([...new Set([...known, ...added])].toSorted(byTable));
  }
}

const ORDER = Object.keys(ERRORS);
const byTable = (a: ErrorCode, b: ErrorCode) => ORDER.indexOf(a) - ORDER.indexOf(b);
