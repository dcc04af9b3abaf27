import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import { fromOf, RANGES } from '../lib/ranges';
import { SelectFilter } from './filter-bar';
import { useUrlState } from './use-url-state';

/** A range of time that ends now, as `?range=`. */
export function RangeFilter() {
  const { t } = useTranslation('messages');
  return (
    <SelectFilter
      name="range"
      label={t('filter.range')}
      none={t('filter.all')}
      options={(Object.keys(RANGES) as (keyof typeof RANGES)[]).map((value) => ({
        value,
        label: t(`filter.${value}`),
      }))}
    />
  );
}

/** Where the chosen range begins; it stays while the choice does, so that pages of one list fit together. */
export function useRangeStart(): string | undefined {
  const [{ range }] = useUrlState();
  // oxlint-disable-next-line react/purity -- read once for each choice
  return useMemo(() => fromOf(range, Date.now()), [range]);
}
