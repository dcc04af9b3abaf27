import { useQuery } from '@tanstack/react-query';
import { partnerQuery } from '../../api/partners';
import { shortId } from '../../lib/short-id';

const NOT_YET = '\u00a0';

/** A partner's name; its id where it has none for us. */
export function PartnerName({ partnerId }: { readonly partnerId: string }) {
  const { data, isError } = useQuery(partnerQuery(partnerId));
  return <span title={partnerId}>{data?.name ?? (isError ? shortId(partnerId) : NOT_YET)}</span>;
}
