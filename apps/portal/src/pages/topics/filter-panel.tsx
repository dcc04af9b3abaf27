import { Button, Group, Paper, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tryFilterQuery } from '../../api/matches';
import { FilterBuilder } from '../../ui/filter-builder/filter-builder';
import { ProblemAlert } from '../../ui/problem-alert';
import { useUrlState } from '../../ui/use-url-state';
import { useFilterFields } from './use-topic-fields';

const TYPING_MS = 400;
const NONE = '{}';

interface FilterPanelProps {
  readonly topicId: string;
  /** It has its place: what stands below will not be moved by it any more. */
  readonly onShown: (isShown: true) => void;
}

/** Conditions on the messages: built, counted on the last hundred, then applied. */
export function FilterPanel({ topicId, onShown }: FilterPanelProps) {
  useEffect(() => onShown(true), [onShown]);
  const [{ filter = NONE }] = useUrlState();
  // Back and Reset change the address: the panel begins anew with what is there.
  return <Panel key={filter} topicId={topicId} applied={filter} />;
}

function Panel({ topicId, applied }: { readonly topicId: string; readonly applied: string }) {
  const { t } = useTranslation('filters');
  const [, setUrl] = useUrlState();
  const fields = useFilterFields(topicId);
  const [draft, setDraft] = useState<string | undefined>(applied);
  const [counted = NONE] = useDebouncedValue(draft, TYPING_MS);
  const isEmpty = counted === NONE;
  const { data, error } = useQuery({
    ...tryFilterQuery(topicId, counted),
    enabled: !isEmpty,
    select: (tried) => ({ count: tried.filter(({ matches }) => matches).length, of: tried.length }),
    placeholderData: keepPreviousData,
  });
  const isRefused = !isEmpty && error !== null;
  const apply = () => setUrl({ filter: draft === NONE ? undefined : draft });
  return (
    <Paper withBorder radius="md" p="md" mb="md" component="section" aria-label={t('title')}>
      <FilterBuilder fields={fields} value={applied} onChange={setDraft} isRefused={isRefused} />
      {isRefused && (
        <div style={{ marginTop: 12 }}>
          <ProblemAlert error={error} />
        </div>
      )}
      <Group justify="space-between" mt="md" gap="sm">
        <Text size="sm" c="dimmed" role="status" className="numbers">
          {!isRefused && draft !== undefined && (isEmpty || !data ? t('help') : t('matches', data))}
        </Text>
        <Group gap="xs">
          {applied !== NONE && (
            <Button variant="default" onClick={() => setUrl({ filter: undefined })}>
              {t('clear')}
            </Button>
          )}
          <Button
            variant="light"
            onClick={apply}
            disabled={draft === undefined || draft === applied || isRefused}
          >
            {t('apply')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
