import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header';
import { DeliveryDetail } from './delivery-detail';

export function DeliveryPage() {
  const { t } = useTranslation('deliveries');
  const { deliveryId } = useParams({ from: '/shell/deliveries/$deliveryId' });
  return (
    <div style={{ maxWidth: 900 }}>
      <PageHeader title={t('title')} />
      <DeliveryDetail deliveryId={deliveryId} />
    </div>
  );
}
