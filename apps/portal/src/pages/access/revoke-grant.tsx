import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DescribedGrant, waitingQuery } from '../../api/grants';
import { type Grant, revokeGrant } from '../../api/topics';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { toast } from '../../ui/toast';

interface RevokeGrantProps {
  readonly grant: Grant | DescribedGrant;
  readonly onClose: () => void;
}

/** Ends a partner's access; says before how much is dropped with it. */
export function RevokeGrant({ grant, onClose }: RevokeGrantProps) {
  const { t } = useTranslation('access');
  const queryClient = useQueryClient();
  const { topicId, partnerId, partnerName } = grant;
  const { data: waiting } = useQuery(waitingQuery(topicId, partnerId));
  return (
    <ConfirmDestructive
      opened
      onClose={onClose}
      title={t('revokeTitle', { partner: partnerName })}
      text={
        <>
          {'topicTitle' in grant ? t('revokeTextOf', { topic: grant.topicTitle }) : t('revokeText')}{' '}
          {waiting && (
            <b>
              {waiting.hasMore
                ? t('waitingMore', { count: waiting.count })
                : t('waiting', { count: waiting.count })}
            </b>
          )}
        </>
      }
      action={t('revoke')}
      onConfirm={() => revokeGrant(topicId, partnerId)}
      onDone={() => {
        toast(t('revoked', { partner: partnerName }));
        void queryClient.invalidateQueries({ queryKey: ['grants'] });
        onClose();
      }}
    />
  );
}
