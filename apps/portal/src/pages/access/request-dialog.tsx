import { Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AccessRequest, accessRequestQuery } from '../../api/access-requests';
import { useMe } from '../../session/session';
import { ErrorState } from '../../ui/error-state';
import { ApproveForm } from './approve-form';
import { RequestFacts } from './request-facts';
import { WithdrawRequest } from './withdraw-request';

interface RequestDialogProps {
  readonly requestId: string;
  readonly onClose: () => void;
}

/** One request for access: what is asked for and why; for the owner what it would show, and the decision. */
export function RequestDialog({ requestId, onClose }: RequestDialogProps) {
  const { t } = useTranslation('access');
  const { data: request, error, refetch } = useQuery(accessRequestQuery(requestId));
  const canDecide = useDecides(request);
  // How wide the dialog is depends on what it is about.
  if (!request && !error) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      // It grows while it loads: downwards only.
      centered={false}
      size={canDecide ? 1080 : 'lg'}
      title={request ? t('requestTitle', { partner: request.partnerName }) : t('request')}
    >
      {error && !request && <ErrorState error={error} onRetry={() => void refetch()} />}
      {request && (
        <Stack>
          <RequestFacts request={request} />
          {canDecide && <ApproveForm request={request} onDone={onClose} />}
          <WithdrawRequest request={request} onDone={onClose} />
        </Stack>
      )}
    </Modal>
  );
}

function useDecides(request: AccessRequest | undefined): boolean {
  const { partner } = useMe();
  return request?.ownerId === partner.id && request.state === 'pending';
}
