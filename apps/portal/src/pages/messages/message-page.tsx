import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header';
import { MessageDetail } from './message-detail';

export function MessagePage() {
  const { t } = useTranslation('messages');
  const { messageId } = useParams({ from: '/shell/messages/$messageId' });
  return (
    <div style={{ maxWidth: 900 }}>
      <PageHeader title={t('title')} />
      <MessageDetail messageId={messageId} />
    </div>
  );
}
