import { Button, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../session/session';

interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
  /** Beside others: not as tall as a page. */
  readonly isPart?: boolean;
  /** 1 where it is all of the page. */
  readonly order?: 1 | 2;
}

/** Nothing is there yet: what it would be, and the button that makes the first. */
export function EmptyState({ title, text, action, isPart = false, order = 2 }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={isPart ? 'md' : 48} px="md" ta="center">
      <Title order={order} size="h2">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw="52ch" style={{ textWrap: 'balance' }}>
          {text}
        </Text>
      )}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  );
}

/** Filters leave nothing. */
export function NothingFound({ onReset }: { readonly onReset: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('list.nothingFound')}
      text={t('list.nothingFoundHelp')}
      action={
        <Button variant="default" onClick={onReset}>
          {t('action.clear')}
        </Button>
      }
    />
  );
}

/** The role does not include it. */
export function NoRight() {
  const { t } = useTranslation();
  const { role, partner } = useMe();
  return (
    <EmptyState
      title={t('empty.noRight')}
      text={t('empty.noRightHelp', { role: t(`user.role.${role as 'owner'}`), company: partner.name })}
    />
  );
}
