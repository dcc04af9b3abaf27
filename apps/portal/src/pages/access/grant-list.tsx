import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedGrant } from '../../api/grants';
import type { Grant } from '../../api/topics';
import { type Column, DataTable } from '../../ui/data-table';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { GrantDialog } from './grant-dialog';
import { Expiry } from '../../ui/expiry';
import { GrantFields } from './grant-fields';
import { GrantMenu } from './grant-menu';
import { RevokeGrant } from './revoke-grant';

type AnyGrant = Grant | DescribedGrant;

interface GrantListProps {
  readonly label: string;
  readonly query: UseInfiniteQueryResult<readonly AnyGrant[]>;
  readonly empty: ReactNode;
  /** What the page says itself. */
  readonly without?: 'topic' | 'partner';
}

/** What we let partners read: whose, what of it, since when, until when. */
export function GrantList({ label, query, empty, without }: GrantListProps) {
  const { t } = useTranslation('access');
  const [edited, setEdited] = useState<AnyGrant>();
  const [revoked, setRevoked] = useState<AnyGrant>();
  const columns: readonly Column<AnyGrant>[] = [
    {
      key: 'partner',
      header: t('partner'),
      card: 'title',
      cell: ({ partnerId, partnerName }) => (
        <TextLink to={`/partners/${partnerId}`} title={partnerName}>
          {partnerName}
        </TextLink>
      ),
    },
    {
      key: 'topic',
      header: t('topic'),
      card: without === 'partner' ? 'title' : 'line',
      cell: (grant) =>
        'topicTitle' in grant && (
          <TextLink to={`/topics/${grant.topicId}/access`} title={grant.topicTitle}>
            {grant.topicTitle}
          </TextLink>
        ),
    },
    { key: 'fields', header: t('fields'), cell: ({ fields }) => <GrantFields fields={fields} /> },
    {
      key: 'since',
      header: t('since'),
      width: 110,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
    {
      key: 'until',
      header: t('until'),
      width: 130,
      labelled: true,
      cell: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
    {
      key: 'actions',
      header: '',
      width: 56,
      card: 'end',
      cell: (grant) => (
        <GrantMenu grant={grant} onEdit={() => setEdited(grant)} onRevoke={() => setRevoked(grant)} />
      ),
    },
  ];
  return (
    <>
      <DataTable
        label={label}
        query={query}
        columns={columns.filter(({ key }) => key !== without && !(without === 'partner' && key === 'since'))}
        rowId={({ topicId, partnerId }) => `${topicId}.${partnerId}`}
        empty={empty}
      />
      {edited && <GrantDialog grant={edited} onClose={() => setEdited(undefined)} />}
      {revoked && <RevokeGrant grant={revoked} onClose={() => setRevoked(undefined)} />}
    </>
  );
}
