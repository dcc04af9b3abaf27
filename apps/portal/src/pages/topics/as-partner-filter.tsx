import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { grantsQuery } from '../../api/topics';
import { SelectFilter } from '../../ui/filter-bar';

/** For the owner: the messages as a partner with access sees them. */
export function AsPartnerFilter({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('messages');
  const { data: grants } = useInfiniteQuery(grantsQuery(topicId));
  const lasting = grants?.filter(({ expiresAt }) => expiresAt === null || isAhead(expiresAt));
  // Until it is known its place is kept: what follows would be moved.
  if (lasting?.length === 0) return null;
  return (
    <SelectFilter
      name="as"
      label={t('filter.as')}
      none={t('filter.asOwner')}
      options={(lasting ?? []).map(({ partnerId, partnerName }) => ({
        value: partnerId,
        label: partnerName,
      }))}
    />
  );
}

const isAhead = (time: string) => Date.parse(time) > Date.now();
