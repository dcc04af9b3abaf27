import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  /** Without space below, where a stack gives it. */
  readonly flush?: boolean;
  readonly maw?: number;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Section({ title, aside, flush = false, maw, children }: SectionProps) {
  return (
    <section style={{ marginBottom: flush ? 0 : 32, maxWidth: maw }}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      {children}
    </section>
  );
}
