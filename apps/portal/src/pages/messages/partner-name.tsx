import { useQuery } from '@tanstack/react-query';
import { partnerQuery } from '../../api/partners';
import { shortId } from '../../lib/short-id';

/** A partner's name; its id until that is known. */
export function PartnerName({ partnerId }: { readonly partnerId: string }) {
  const { data } = useQuery(partnerQuery(partnerId));
  return <span title={partnerId}>{data?.name ?? shortId(partnerId)}</span>;
}
