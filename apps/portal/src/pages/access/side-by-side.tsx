import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { latestMessageQuery, messageQuery } from '../../api/messages';
import { toPaths } from '../../lib/paths';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { Payload } from '../../ui/payload/payload';
import { useTitles } from '../topics/use-titles';
import classes from './approve-form.module.css';

const TYPING_MS = 300;

interface SideBySideProps {
  readonly topicId: string;
  readonly partnerName: string;
  /** Paths with commas between them; empty: everything. */
  readonly fields: string;
}

/** The last real message: whole, and as a partner sees it whose grant has these fields. The API cuts it, as it will cut every one. */
export function SideBySide({ topicId, partnerName, fields }: SideBySideProps) {
  const { t } = useTranslation('access');
  const { data: whole, error } = useQuery(latestMessageQuery(topicId));
  const [shown] = useDebouncedValue(toPaths(fields)?.join(','), TYPING_MS);
  const cut = useQuery({
    ...messageQuery(whole?.id ?? '', { fields: shown }),
    enabled: Boolean(whole),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const titles = useTitles(topicId).get(whole?.type ?? '');
  if (error) return <ErrorState error={error} />;
  if (whole === undefined) return <SkeletonRows rows={4} />;
  if (whole === null) return <Text c="dimmed">{t('noMessageYet')}</Text>;
  return (
    <div className={classes.sides}>
      <section aria-label={t('whole')}>
        <h3>{t('whole')}</h3>
        <Payload text={whole.data} titles={titles} />
      </section>
      <section aria-label={t('asSeen', { partner: partnerName })}>
        <h3>{t('asSeen', { partner: partnerName })}</h3>
        {cut.error && !cut.isFetching && <ErrorState error={cut.error} />}
        {!cut.error && cut.data && <Payload text={cut.data.data} titles={titles} />}
      </section>
    </div>
  );
}
