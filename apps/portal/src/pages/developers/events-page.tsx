import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { eventsTopicQuery } from '../../api/events';
import { messagesQuery } from '../../api/messages';
import { ActionButton } from '../../ui/action-button';
import { After } from '../../ui/after';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EventTypes } from './event-types';
import { LatestEvents } from './latest-events';

/** What the platform tells the company by itself, and how its programs get to know. */
export function EventsPage() {
  const { t } = useTranslation('developers');
  const navigate = useNavigate();
  const { data: topic, error, isPending, refetch } = useQuery(eventsTopicQuery);
  const latest = useInfiniteQuery({ ...messagesQuery(topic?.id ?? '', {}), enabled: Boolean(topic) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows />;
  return (
    <>
      <PageHeader
        title={t('events.title')}
        about={t('events.about')}
        actions={
          topic && (
            <ActionButton
              scope="subscriptions:write"
              onClick={() => void navigate({ to: '/subscriptions', search: { new: topic.id } })}
            >
              {t('events.subscribe')}
            </ActionButton>
          )
        }
      />
      <Section title={t('events.latest')}>
        {topic ? <LatestEvents topicId={topic.id} /> : <EmptyState title={t('events.empty')} />}
      </Section>
      <After ready={!topic || !latest.isPending}>
        <Section title={t('events.types')}>
          <EventTypes />
        </Section>
      </After>
    </>
  );
}
