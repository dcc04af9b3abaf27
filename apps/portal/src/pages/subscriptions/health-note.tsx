import { useDidUpdate } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../../api/subscriptions';
import { Notice } from '../../ui/notice';
import { Time, Until } from '../../ui/time';
import { attemptErrorOf } from '../deliveries/attempt-error';

/** Why nothing is delivered, or soon will not be. */
export function HealthNote({ subscription: { status, health } }: { readonly subscription: Subscription }) {
  const { t } = useTranslation('subscriptions');
  const { t: deliveries } = useTranslation('deliveries');
  const queryClient = useQueryClient();
  // What was held goes out now, or is held from now on; the bell knows it, too.
  useDidUpdate(() => {
    void queryClient.invalidateQueries({ queryKey: ['overview'] });
    void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
  }, [health.state]);
  if (status === 'active' && health.state === 'healthy') return null;
  const error = attemptErrorOf(health.lastError);
  return (
    <div style={{ marginBottom: 16 }}>
      <Notice kind="warning">
        {status !== 'active' && <div>{t(status)}</div>}
        {health.failingSince && (
          <div>
            {t('failing.text')} <Time at={health.failingSince} />.{' '}
            {health.disablesAt && status === 'active' && (
              <>
                {t('failing.disables')} <Until at={health.disablesAt} />.
              </>
            )}
          </div>
        )}
        {error && (
          <div>
            {t('failing.error', { error: deliveries(`error.${error}.title`) })}.{' '}
            {deliveries(`error.${error}.help`)}
          </div>
        )}
      </Notice>
    </div>
  );
}
