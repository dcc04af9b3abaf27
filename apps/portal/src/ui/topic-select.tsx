import { Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { topicsQuery } from '../api/topics';

interface TopicSelectProps {
  readonly name?: string;
  readonly label: string;
  readonly description?: string;
  readonly nothingFound: string;
  /** Only our own. */
  readonly isOwn?: boolean;
  readonly value?: string;
  readonly onChange?: (topicId: string | null) => void;
  readonly error?: ReactNode;
}

/** A topic that may be read: shared with us, or our own. */
export function TopicSelect({ nothingFound, isOwn = false, value, ...props }: TopicSelectProps) {
  const { data: shared = [] } = useInfiniteQuery({ ...topicsQuery('shared'), enabled: !isOwn });
  const { data: owned = [] } = useInfiniteQuery(topicsQuery('owned'));
  return (
    <Select
      {...props}
      data-field={props.name}
      value={value || null}
      searchable
      required
      data-autofocus
      // The list would lie over the rest of the form, and may not have been read yet.
      openOnFocus={false}
      data={[...shared, ...owned].map(({ id, title }) => ({ value: id, label: title }))}
      nothingFoundMessage={nothingFound}
    />
  );
}
