import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AccessDirection, accessRequestsQuery } from '../../api/access-requests';
import { allGrantsQuery } from '../../api/grants';
import { partnerQuery } from '../../api/partners';
import { useMe } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { After } from '../../ui/after';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { LinkButton } from '../../ui/link-button';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { useUrlState } from '../../ui/use-url-state';
import { GrantDialog } from '../access/grant-dialog';
import { GrantList } from '../access/grant-list';
import { RequestList } from '../access/request-list';
import classes from './partner-page.module.css';
import { ReceivedList } from './received-list';

/** One partner: what we give it, what we receive of it, who asked whom. */
export function PartnerPage() {
  const { t } = useTranslation('partners');
  const { partnerId } = useParams({ from: '/shell/partners/$partnerId' });
  const { partner: own } = useMe();
  const [{ new: isNew }, setUrl] = useUrlState();
  const { data: partner, error, refetch } = useQuery(partnerQuery(partnerId));
  const given = useInfiniteQuery(allGrantsQuery({ direction: 'given', partnerId }));
  if (error && !partner) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!partner) return <SkeletonRows />;
  const isOwn = partner.id === own.id;
  return (
    <>
      <PageHeader
        title={partner.name}
        about={isOwn ? t('own') : undefined}
        aside={
          <>
            {partner.status === 'suspended' && <StatusBadge state="suspended" />}
            <Id id={partner.id} />
          </>
        }
        actions={
          isOwn ? (
            <LinkButton to="/settings/company" variant="default">
              {t('toCompany')}
            </LinkButton>
          ) : (
            <ActionButton scope="topics:write" onClick={() => setUrl({ new: '1' })}>
              {t('give')}
            </ActionButton>
          )
        }
      />
      {!isOwn && (
        <>
          <div className={classes.columns}>
            <Section title={t('given')}>
              <GrantList
                label={t('given')}
                query={given}
                without="partner"
                empty={<EmptyState isPart title={t('givenEmpty')} />}
              />
            </Section>
            <Section title={t('received')}>
              <ReceivedList partnerId={partnerId} />
            </Section>
          </div>
          <After ready={!given.isPending}>
            <Requests title={t('incoming')} direction="incoming" partnerId={partnerId} />
            <Requests title={t('outgoing')} direction="outgoing" partnerId={partnerId} />
          </After>
          {isNew === '1' && <GrantDialog partner={partner} onClose={() => setUrl({ new: undefined })} />}
        </>
      )}
    </>
  );
}

interface RequestsProps {
  readonly title: string;
  readonly direction: AccessDirection;
  readonly partnerId: string;
}

/** Who asked whom, decided ones too; nothing where nobody did. */
function Requests({ title, direction, partnerId }: RequestsProps) {
  const query = useInfiniteQuery(accessRequestsQuery({ direction, partnerId }));
  if (!query.data?.length && !query.isError) return null;
  return (
    <Section title={title}>
      <RequestList label={title} query={query} without="partner" empty={null} />
    </Section>
  );
}
