import { Anchor, Text } from '@mantine/core';
import { ArrowUpRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlatformOverview } from '../../api/operator';
import { PlainTable } from '../../ui/plain-table';
import { Count } from '../../ui/time';

const DEPTHS = ['waiting', 'active', 'delayed', 'failed'] as const;

/** How many jobs each queue holds; the jobs themselves are in Bull Board, for which this session is good, too. */
export function QueueTable({ queues }: { readonly queues: PlatformOverview['queues'] }) {
  const { t } = useTranslation('operator');
  return (
    <>
      {queues === null ? (
        <Text c="dimmed">{t('queues.unknown')}</Text>
      ) : (
        <PlainTable
          label={t('status.queues')}
          head={[t('queues.name'), ...DEPTHS.map((depth) => t(`queues.${depth}`))]}
        >
          {queues.map((queue) => (
            <tr key={queue.name}>
              <th scope="row" className="mono">
                {queue.name}
              </th>
              {DEPTHS.map((depth) => (
                <td key={depth}>
                  <Count value={queue[depth]} />
                </td>
              ))}
            </tr>
          ))}
        </PlainTable>
      )}
      <Anchor href="/ops/queues" size="sm" mt="xs" display="inline-block">
        {t('queues.board')} <ArrowUpRight size={12} aria-hidden />
      </Anchor>
    </>
  );
}
