import { mayBeNoticed, NOTICE_TYPES, NOTICES_BY_DEFAULT, ROLES } from '@anika/contracts';

const array = (texts: readonly string[]) => `ARRAY[${texts.map((text) => `'${text}'`).join(', ')}]`;

const types = Object.values(NOTICE_TYPES).flat();
const may = ROLES.flatMap((role) =>
  types.filter((type) => mayBeNoticed(role, type)).map((type) => `${role} ${type}`),
);
const byDefault = ROLES.flatMap((role) => NOTICES_BY_DEFAULT[role].map((kind) => `${role} ${kind}`));

/** In SQL, of a person `u` of the company `p`: whether mails of the kind go there, as things are now. */
export const wantsKind = (kind: string) => `(
  u.status = 'active' AND p.status = 'active' AND NOT p.is_platform
  AND coalesce((u.notices ->> ${kind})::boolean, u.role || ' ' || ${kind} = ANY (${array(byDefault)})))`;

/** The same of an event `e`, which may ask for what the role can't do. */
export const WANTS_EVENT = `(${wantsKind('e.kind')} AND u.role || ' ' || e.type = ANY (${array(may)}))`;
