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
    const type = z.toJSONSchema(schema.shape.type) as TypeSchema;
    return type.enum ?? [type.const];
  });
  expect(types.toSorted()).toEqual([...EVENT_TYPES].toSorted());
});
