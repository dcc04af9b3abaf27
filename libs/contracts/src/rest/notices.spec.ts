import { z } from 'zod';
import { NOTICE_KINDS, NOTICE_TYPES, noticeKindOf } from './notices';
import { WEBHOOKS } from './webhooks';

interface TypeSchema {
  readonly const?: string;
  readonly enum?: readonly string[];
}

it('Notices are of every event whose type begins with one of their kinds', () => {
  const events = Object.values(WEBHOOKS).flatMap<string>(({ schema }) => {
    const type = z.toJSONSchema(schema.shape.type) as TypeSchema;
    return type.enum ?? (type.const === undefined ? [] : [type.const]);
  });
  const isOfKind = (type: string) => NOTICE_KINDS.some((kind) => type.startsWith(`${kind}.`));
  expect(Object.values(NOTICE_TYPES).flat().toSorted()).toEqual(events.filter(isOfKind).toSorted());
});

it.each(NOTICE_KINDS)('Those of the kind %s begin with it', (kind) => {
  expect(new Set(NOTICE_TYPES[kind].map(noticeKindOf))).toEqual(new Set([kind]));
});
