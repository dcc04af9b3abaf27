import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '../../api/people';
import { partnerQuery } from '../../api/partners';
import type { HandedLink } from '../settings/handed-link';
import { LinkDialog } from '../settings/link-dialog';
import { PeopleList } from '../settings/people-list';
import { After } from '../../ui/after';
import { ErrorState } from '../../ui/error-state';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { PartnerActions } from './partner-actions';
import { PartnerLimitsForm } from './partner-limits-form';

/** One company, as an operator sees it: no topic, no message, no endpoint. */
export function PartnerPage() {
  const { t } = useTranslation('operator');
  const { t: settings } = useTranslation('settings');
  const { partnerId } = useParams({ from: '/shell/operator/partners/$partnerId' });
  const { data: partner, error, refetch } = useQuery(partnerQuery(partnerId));
  const people = useInfiniteQuery(usersQuery(partnerId));
  const [link, setLink] = useState<HandedLink>();
  if (error && !partner) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!partner) return <SkeletonRows />;
  return (
    <>
      <PageHeader
        title={partner.name}
        aside={
          <>
            <Id id={partner.id} />
            <StatusBadge state={partner.status} />
          </>
        }
        actions={<PartnerActions partner={partner} />}
      />
      <Section title={settings('tab.team')}>
        <PeopleList partnerId={partnerId} onLink={setLink} />
      </Section>
      {partner.limits && (
        <After ready={!people.isPending}>
          <Section title={t('limits.title')}>
            <PartnerLimitsForm
              key={JSON.stringify(partner.limits)}
              partner={partner}
              limits={partner.limits}
            />
          </Section>
        </After>
      )}
      <LinkDialog link={link} onClose={() => setLink(undefined)} />
    </>
  );
}
