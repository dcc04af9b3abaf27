import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title: a badge, an id. */
  readonly aside?: ReactNode;
  /** What this is, in a sentence. */
  readonly about?: string;
  /** The primary action last; it alone is filled. */
  readonly actions?: ReactNode;
}

/** The head of a page: its one h1, which is also the title of the tab. */
export function PageHeader({ title, aside, about, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · ANIKA`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
      <Stack gap={4} maw="100%">
        <Group gap="sm">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {aside}
        </Group>
        {about && (
          <Text c="dimmed" maw="72ch" style={{ overflowWrap: 'anywhere' }}>
            {about}
          </Text>
        )}
      </Stack>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
