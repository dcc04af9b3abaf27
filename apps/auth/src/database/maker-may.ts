/**
 * SQL: whether the person who made a link may still make it: an active owner of that company, or an operator. It is asked when the
 * link is used.
 *
 * @example `… AND ${MAKER_MAY('i.invited_by', 'i.partner_id')}`
 */
export const MAKER_MAY = (maker: string, partnerId: string) => `EXISTS (
  SELECT FROM app_user m WHERE m.id = ${maker} AND m.status = 'active'
    AND (m.role = 'operator' OR (m.role = 'owner' AND m.partner_id = ${partnerId})))`;
