import { Anchor, Text } from '@mantine/core';
import { ArrowUpRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlatformOverview } from '../../api/operator';
import { Count } from '../../ui/time';
import classes from './work-tiles.module.css';

const DEPTHS = ['waiting', 'active', 'delayed', 'failed'] as const;

/** How many jobs each queue holds; the jobs themselves are in Bull Board, for which this session is good, too. */
export function QueueTable({ queues }: { readonly queues: PlatformOverview['queues'] }) {
  const { t } = useTranslation('operator');
  return (
    <>
      {queues === null ? (
        <Text c="dimmed">{t('queues.unknown')}</Text>
      ) : (
        <table className={classes.counts} aria-label={t('status.queues')}>
          <thead>
            <tr>
              <th scope="col">{t('queues.name')}</th>
              {DEPTHS.map((depth) => (
                <th key={depth} scope="col">
                  {t(`queues.${depth}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      )}
      <Anchor href="/ops/queues" size="sm" mt="xs" display="inline-block">
        {t('queues.board')} <ArrowUpRight size={12} aria-hidden />
      </Anchor>
    </>
  );
}
