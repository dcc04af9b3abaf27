import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { topicQuery } from '../../api/topics';
import { useMe } from '../../session/session';
import { ErrorState } from '../../ui/error-state';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { LinkTabs } from '../../ui/link-tabs';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { TopicActions } from './topic-actions';

/** One topic, as its owner or as a partner that may read it. */
export function TopicPage() {
  const { t } = useTranslation('topics');
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const { partner } = useMe();
  const { data: topic, error, refetch } = useQuery(topicQuery(topicId));
  if (error && !topic) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!topic) return <SkeletonRows />;
  const isOwner = topic.ownerId === partner.id;
  // It is known from the catalogue only: there is nothing to read yet.
  if (!isOwner && !topic.grant) return <Navigate to="/catalog/$topicId" params={{ topicId }} replace />;
  const tabs =
    isOwner && topic.kind === 'regular'
      ? (['messages', 'access', 'contract', 'settings'] as const)
      : topic.kind === 'regular'
        ? (['messages', 'contract'] as const)
        : (['messages'] as const);
  return (
    <>
      <PageHeader
        title={topic.title}
        about={topic.description || undefined}
        aside={
          <>
            <Id id={topic.id} />
            {topic.state === 'deleting' && <StatusBadge state="deleting" />}
          </>
        }
        actions={<TopicActions topic={topic} isOwner={isOwner} />}
      />
      {tabs.length > 1 && (
        <LinkTabs
          label={topic.title}
          tabs={tabs.map((tab) => ({ label: t(`tab.${tab}`), to: `/topics/${topicId}/${tab}` }))}
        />
      )}
      <Outlet />
    </>
  );
}
