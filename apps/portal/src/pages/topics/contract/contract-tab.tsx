import { Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contractsQuery } from '../../../api/contracts';
import { topicQuery } from '../../../api/topics';
import { useMe } from '../../../session/session';
import { ActionButton } from '../../../ui/action-button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { SkeletonRows } from '../../../ui/late';
import { useUrlState } from '../../../ui/use-url-state';
import { ContractWriter } from './contract-writer';

// An owner never sees it.
const ContractReader = lazy(() => import('./contract-reader'), 'ContractReader');

/** What messages of each type must be. The owner writes it, others read it. */
export function ContractTab() {
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const { partner } = useMe();
  const { data: topic } = useQuery(topicQuery(topicId));
  if (!topic) return <SkeletonRows />;
  if (topic.ownerId === partner.id) return <Owned topicId={topicId} />;
  return <ContractReader topicId={topicId} granted={topic.grant?.fields ?? null} />;
}

const NEW = 'new';

function Owned({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('contracts');
  const { data: contracts, error, refetch } = useQuery(contractsQuery(topicId));
  const [{ contract }, setUrl] = useUrlState();
  if (error && !contracts) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!contracts) return <SkeletonRows />;
  const open = (type: string | undefined) => setUrl({ contract: type });
  const create = (
    <ActionButton scope="topics:write" variant="default" onClick={() => open(NEW)}>
      {t('create')}
    </ActionButton>
  );
  if (contract === NEW)
    return <ContractWriter topicId={topicId} onSaved={open} onCancel={() => open(undefined)} />;
  const shown = contracts.find(({ type }) => type === contract) ?? contracts[0];
  if (!shown) return <EmptyState title={t('empty')} text={t('emptyHelp')} action={create} />;
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="md">
        <NativeSelect
          label={t('type')}
          w={280}
          value={shown.type}
          onChange={(event) => open(event.currentTarget.value)}
          data={contracts.map(({ type, version, removedAt }) => ({
            value: type,
            label: removedAt ? t('removedType', { type }) : t('typeVersion', { type, version }),
          }))}
        />
        {create}
      </Group>
      <ContractWriter
        key={`${shown.type}.${shown.version}`}
        topicId={topicId}
        contract={shown}
        onSaved={open}
      />
    </>
  );
}
