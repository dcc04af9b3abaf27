import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { platformQuery } from '../../api/operator';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { QueueTable } from './queue-table';
import { ServiceList } from './service-list';
import { SweepButton } from './sweep-button';
import { SweepFacts } from './sweep-facts';
import { WorkTiles } from './work-tiles';

/** How the platform is doing: what is overdue first. */
export function StatusPage() {
  const { t } = useTranslation('operator');
  const { data, error, refetch } = useQuery(platformQuery);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <>
      <PageHeader
        title={t('status.title')}
        aside={
          <>
            <StatusBadge state={data.status} />
            <Text span size="sm" c="dimmed">
              <Time at={data.at} />
            </Text>
          </>
        }
        actions={<SweepButton />}
      />
      <WorkTiles work={data.work} />
      <Section title={t('status.services')}>
        <ServiceList services={data.services} />
      </Section>
      <Section title={t('status.queues')}>
        <QueueTable queues={data.queues} />
      </Section>
      <Section title={t('sweep.title')}>
        <SweepFacts regular={data.work?.sweep} />
      </Section>
    </>
  );
}
