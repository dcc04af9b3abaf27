import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences';
import { formatTime } from '../i18n/format';
import { inputOf, isoOf } from '../lib/local-time';
import { fromOf, RANGES } from '../lib/ranges';
import type { UrlParams } from '../lib/url-params';
import { SelectFilter } from './filter-bar';
import { useUrlState } from './use-url-state';

/** A range of time that ends now, as `?range=`, or any other as `?from=&to=`; `?range=other` while it is not said. */
export function RangeFilter() {
  const { t } = useTranslation('messages');
  const [params] = useUrlState();
  const range = rangeIn(params);
  return (
    <>
      <SelectFilter
        name="range"
        value={range}
        clears={ENDS}
        label={t('filter.range')}
        none={t('filter.all')}
        options={[...(Object.keys(RANGES) as (keyof typeof RANGES)[]), 'other' as const].map((value) => ({
          value,
          label: t(`filter.${value}`),
        }))}
      />
      {range === 'other' && (
        <>
          <TimeFilter name="from" />
          <TimeFilter name="to" />
        </>
      )}
    </>
  );
}

/** The browser writes a time the way of its own language: the label says it the way of the page's. */
function TimeFilter({ name }: { readonly name: (typeof ENDS)[number] }) {
  const { t, i18n } = useTranslation('messages');
  const [params, setUrl] = useUrlState();
  const { zone } = usePreferences();
  const known = inputOf(params[name], zone);
  const time = known && formatTime(i18n.language, params[name]!, zone, 'minutes');
  const apply = (typed: string) => typed !== known && setUrl({ [name]: isoOf(typed, zone) }, true);
  return (
    <TextInput
      // Until it is left, a time is typed piece by piece; the address may also change by Back and by resetting.
      key={known}
      type="datetime-local"
      label={time ? t(`filter.${name}Time`, { time }) : t(`filter.${name}`)}
      w={210}
      defaultValue={known}
      onBlur={(event) => apply(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && apply(event.currentTarget.value)}
    />
  );
}

/** The chosen range; its beginning stays while the choice does, so that pages of one list fit together. */
export function useRange(): { readonly from?: string; readonly to?: string } {
  const [params] = useUrlState();
  const { from, to } = params;
  const range = rangeIn(params);
  return useMemo(
    // oxlint-disable-next-line react/purity -- read once for each choice
    () => (range === 'other' ? { from, to } : { from: fromOf(range, Date.now()) }),
    [range, from, to],
  );
}

const rangeIn = ({ range, from, to }: UrlParams) => range ?? (from || to ? 'other' : undefined);

const ENDS = ['from', 'to'] as const;
/** The parameters that are the range. */
export const RANGE = ['range', ...ENDS] as const;
