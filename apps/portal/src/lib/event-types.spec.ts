import { WEBHOOKS } from '@anika/contracts';
import { z } from 'zod';
import { EVENT_TYPES } from './event-types';

interface TypeSchema {
  readonly const?: string;
  readonly enum?: readonly string[];
}

it('Events are those that the contracts have', () => {
  const { message: _message, test: _test, ...events } = WEBHOOKS;
  const types = Object.values(events).flatMap<string | undefined>(({ schema }) => {
    const { enum: several, const: one } = z.toJSONSchema(schema.shape.type) as TypeSchema;
    return several ?? [one];
  });
  expect(types.toSorted()).toEqual([...EVENT_TYPES].toSorted());
});
