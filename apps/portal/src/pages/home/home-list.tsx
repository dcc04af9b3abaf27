import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { SkeletonRows } from '../../ui/late';
import { Section } from '../../ui/section';
import classes from './home.module.css';

/** So many rows of each kind. */
export const MOST = 5;

interface HomeListProps {
  readonly title: string;
  readonly empty: string;
  readonly all: ReactNode;
  readonly rows?: readonly ReactNode[];
}

/** One of the two lists of the page. */
export function HomeList({ title, empty, all, rows }: HomeListProps) {
  return (
    <Section title={title} aside={all}>
      {!rows && <SkeletonRows rows={3} height={44} />}
      {rows?.length === 0 && <Text c="dimmed">{empty}</Text>}
      {rows && rows.length > 0 && <ul className={classes.list}>{rows}</ul>}
    </Section>
  );
}
