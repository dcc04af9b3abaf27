import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { waitingQuery } from '../../api/grants';
import { type Grant, revokeGrant } from '../../api/topics';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { toast } from '../../ui/toast';

/** Ends a partner's access; says before how much is dropped with it. */
export function RevokeGrant({ grant, onClose }: { readonly grant: Grant; readonly onClose: () => void }) {
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
          {t('revokeText')}{' '}
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
