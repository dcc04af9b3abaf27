import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { topicAccessRequestsQuery } from '../../api/access-requests';
import { topicQuery } from '../../api/topics';
import { useMe } from '../../session/session';
import { After } from '../../ui/after';
import { ErrorState } from '../../ui/error-state';
import { Facts } from '../../ui/facts';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { PageHeader } from '../../ui/page-header';
import { TextLink } from '../../ui/text-link';
import { useUrlState } from '../../ui/use-url-state';
import { Expiry } from '../../ui/expiry';
import { GrantFields } from '../access/grant-fields';
import { ContractReader } from '../topics/contract/contract-reader';
import { CatalogActions } from './catalog-actions';
import { OwnRequest } from './own-request';

const RequestAccess = lazy(() => import('./request-access'), 'RequestAccess');

/** A topic that a partner offers: what is in it, and the way to it. */
export function CatalogTopicPage() {
  const { t } = useTranslation('catalog');
  const { t: access } = useTranslation('access');
  const { topicId } = useParams({ from: '/shell/catalog/$topicId' });
  const { partner } = useMe();
  const [params, setUrl] = useUrlState();
  const { data: topic, error, refetch } = useQuery(topicQuery(topicId));
  const isStranger = topic && topic.ownerId !== partner.id && !topic.grant;
  const { isLoading } = useInfiniteQuery({
    ...topicAccessRequestsQuery(topicId),
    enabled: Boolean(isStranger),
  });
  if (error && !topic) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!topic) return <SkeletonRows />;
  const { grant } = topic;
  return (
    <>
      <PageHeader
        title={topic.title}
        about={topic.description || undefined}
        aside={<Id id={topic.id} />}
        actions={<CatalogActions topic={topic} onRequest={() => setUrl({ request: 'new' })} />}
      />
      <Stack gap="lg" maw={900}>
        <Facts
          of={{
            [t('column.owner')]: <TextLink to={`/partners/${topic.ownerId}`}>{topic.ownerName}</TextLink>,
            [access('fields')]: grant && <GrantFields fields={grant.fields} />,
            [access('until')]: grant && <Expiry at={grant.expiresAt} />,
          }}
        />
        {isStranger && <OwnRequest topicId={topicId} />}
        <After ready={!isLoading}>
          <ContractReader topicId={topicId} granted={grant?.fields ?? null} />
        </After>
      </Stack>
      <Suspense>
        {params.request === 'new' && (
          <RequestAccess topic={topic} onClose={() => setUrl({ request: undefined })} />
        )}
      </Suspense>
    </>
  );
}
