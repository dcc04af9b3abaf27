import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { partnerQuery, partnerSearch } from '../api/partners';
import { useMe } from '../session/session';

const TYPING_MS = 200;

interface PartnerSelectProps {
  readonly name?: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly nothingFound: string;
  readonly value?: string;
  readonly onChange?: (partnerId: string | null) => void;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly clearable?: boolean;
  readonly 'data-autofocus'?: boolean;
  readonly w?: number | string;
}

/** Another partner of the platform, found by its name. */
export function PartnerSelect({ nothingFound, value, ...props }: PartnerSelectProps) {
  const { partner: own } = useMe();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const { data } = useQuery({ ...partnerSearch(q), placeholderData: keepPreviousData });
  // The one chosen has its name also when what is typed finds others.
  const { data: chosen } = useQuery({ ...partnerQuery(value ?? ''), enabled: Boolean(value) });
  const found = data?.data.filter(({ id }) => id !== own.id && id !== chosen?.id) ?? [];
  const partners = chosen ? [chosen, ...found] : found;
  return (
    <Select
      {...props}
      data-field={props.name}
      value={value || null}
      searchable
      data={partners.map(({ id, name }) => ({ value: id, label: name }))}
      searchValue={typed}
      onSearchChange={setTyped}
      // The API has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={nothingFound}
    />
  );
}
