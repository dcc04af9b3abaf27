import { AnikaError, type FieldError } from '@anika/contracts';
import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { type FlatIssue, issuesOfUnion } from './union-issues';

const MAX_ERRORS = 20;

/**
 * Checks `@Body({ schema })`, `@Query({ schema })`, `@Param({ schema })` by their zod schema; a mismatch is
 * VALIDATION_FAILED with one entry per mistake. In `pointer`, `/a/0` is in the body, `?a` a query and `:a` a path parameter.
 */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const schema = metadata.schema as z.ZodType | undefined;
    if (!schema || metadata.type === 'custom') return value;
    const result = schema.safeParse(value === undefined ? {} : value);
    if (result.success) return result.data as T;
    // An id that cannot exist is an address that does not exist.
    if (metadata.type === 'param')
      throw new AnikaError('NOT_FOUND', { detail: describeParam(result.error.issues[0]) });
    throw new AnikaError('VALIDATION_FAILED', {
      errors: fieldErrors(result.error.issues, metadata.type === 'query' ? 'query' : 'body'),
    });
  }
}

function describeParam(issue: z.core.$ZodIssue | undefined): string {
  return issue
    ? `There is nothing at this address: ${issue.path.join('.')} ${issue.message}.`
    : 'There is nothing here.';
}

/** zod's issues as field errors, at most 20. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], place: 'body' | 'query'): FieldError[] {
  return issues
    .flatMap((issue) => flatten(issue))
    .slice(0, MAX_ERRORS)
    .map(({ path, code, message, params }) => ({
      pointer: pointerOf(path, place),
      code,
      message,
      ...(params && { params }),
    }));
}

function flatten(issue: z.core.$ZodIssue): FlatIssue[] {
  const { path, message } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'UNKNOWN_MEMBER',
        message: 'is not known here',
      }));
    case 'invalid_type':
      return issue.input === undefined && message.endsWith(' received undefined')
        ? [{ path, code: 'REQUIRED', message: 'is required' }]
        : [
            {
              path,
              code: 'INVALID_TYPE',
              message: `must be of type ${issue.expected}`,
              params: { expected: issue.expected },
            },
          ];
    case 'too_small':
      return [
        { path, code: 'TOO_SMALL', message: atLeast(issue), params: { minimum: Number(issue.minimum) } },
      ];
    case 'too_big':
      return [{ path, code: 'TOO_BIG', message: atMost(issue), params: { maximum: Number(issue.maximum) } }];
    case 'invalid_value':
      return [oneOf(path, issue.values)];
    case 'invalid_format':
      return [{ path, code: 'INVALID', message: FORMATS[issue.format] ?? message }];
    case 'custom':
      return [
        { path, code: message === 'is required' ? 'REQUIRED' : 'INVALID', message, params: issue.params },
      ];
    case 'invalid_key':
      return issue.issues.flatMap((inner) => flatten({ ...inner, path } as z.core.$ZodIssue));
    case 'invalid_union': {
      if ('options' in issue && issue.options) return [oneOf(path, issue.options)];
      const forms = issue.errors.map((form) => form.flatMap((inner) => flatten(inner)));
      return forms.length === 0
        ? [{ path, code: 'INVALID', message }]
        : issuesOfUnion(forms).map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
    }
    default:
      return [{ path, code: 'INVALID', message }];
  }
}

function oneOf(path: FlatIssue['path'], values: readonly z.core.util.Primitive[]): FlatIssue {
  return { path, code: 'INVALID_VALUE', message: `must be one of ${values.join(', ')}`, params: { values } };
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'must be a time such as 2026-11-23T20:08:31Z',
  email: 'must be an e-mail address',
};

const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function atLeast({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  return `must ${counted('at least', minimum, origin)}`;
}

function atMost({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  return `must ${counted('at most', maximum, origin)}`;
}

function counted(bound: string, count: number | bigint, origin: string): string {
  const unit = UNITS[origin]?.[Number(count) === 1 ? 0 : 1];
  return unit ? `have ${bound} ${count} ${unit}` : `be ${bound} ${count}`;
}

function pointerOf(path: readonly PropertyKey[], place: 'body' | 'query'): string {
  const parts = path.map(String);
  if (place === 'query') return `?${parts.join('.')}`;
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
