import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UrlParams } from '../../lib/url-params';
import { PageHeader } from '../../ui/page-header';
import { useUrlState } from '../../ui/use-url-state';
import { ReplayButton } from '../replays/replay-button';
import { DeliveriesList } from './deliveries-list';

const NONE = { state: undefined, range: undefined, error: undefined, status: undefined };
const PRESETS = {
  dead: { ...NONE, state: 'dead' },
  held: { ...NONE, state: 'held' },
  hour: { ...NONE, range: 'hour' },
} as const satisfies Readonly<Record<string, UrlParams>>;

/** The deliveries of all own subscriptions. */
export function DeliveriesPage() {
  const { t } = useTranslation('deliveries');
  const [params, setUrl] = useUrlState();
  const { subscription, state } = params;
  return (
    <>
      <PageHeader
        title={t('list')}
        about={t('about')}
        actions={<ReplayButton subscriptionId={subscription} only={state === 'dead' ? 'dead' : 'failed'} />}
      />
      <Group gap="xs" mb="md" role="group" aria-label={t('presets.label')}>
        {(Object.keys(PRESETS) as (keyof typeof PRESETS)[]).map((name) => {
          const isOn = Object.entries(PRESETS[name]).every(([key, value]) => params[key] === value);
          return (
            <Button
              key={name}
              variant="default"
              size="compact-sm"
              aria-pressed={isOn}
              data-active={isOn || undefined}
              style={isOn ? { borderColor: 'var(--mantine-primary-color-filled)' } : undefined}
              onClick={() => setUrl(isOn ? NONE : PRESETS[name])}
            >
              {t(`presets.${name}`)}
            </Button>
          );
        })}
      </Group>
      <DeliveriesList />
    </>
  );
}
