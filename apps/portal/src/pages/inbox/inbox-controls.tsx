import { Group, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clearInbox, deleteInbox, type Inbox, updateInbox } from '../../api/inboxes';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { CopyButton } from '../../ui/copy-button';
import { Facts } from '../../ui/facts';
import { Until } from '../../ui/time';
import { problemToast, toast } from '../../ui/toast';

/** The address of an inbox, what it answers, and its end. */
export function InboxControls({ inbox: { id, url, answerWith, expiresAt } }: { readonly inbox: Inbox }) {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const canChange = useCan('subscriptions:write');
  const [asking, setAsking] = useState<'clear' | 'delete'>();
  const { mutate: answer, isPending } = useMutation({
    mutationFn: (status: Inbox['answerWith']) => updateInbox(id, status),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['inboxes', 'list'] }),
    onError: problemToast,
  });
  const fails = answerWith === 500;
  return (
    <div style={{ marginBottom: 24 }}>
      <Facts
        of={{
          [t('field.url')]: (
            <Group gap={4} wrap="nowrap">
              <code className="mono" style={{ overflowWrap: 'anywhere' }}>
                {url}
              </code>
              <CopyButton text={url} label={t('copyUrl')} />
            </Group>
          ),
          [t('field.ends')]: <Until at={expiresAt} />,
        }}
      />
      <Group justify="space-between" mt="md" gap="sm">
        <div style={{ flex: '1 1 320px', maxWidth: '72ch' }}>
          <Switch
            label={t('answer500')}
            description={fails ? t('answers500') : t('answers204')}
            checked={fails}
            disabled={!canChange || isPending}
            onChange={() => answer(fails ? 204 : 500)}
          />
          {fails && (
            <Text size="sm" mt="xs" c="dimmed">
              {t('rehearse')}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <ActionButton scope="subscriptions:write" variant="default" onClick={() => setAsking('clear')}>
            {t('clear.button')}
          </ActionButton>
          <ActionButton
            scope="subscriptions:write"
            variant="default"
            c="var(--anika-bad)"
            onClick={() => setAsking('delete')}
          >
            {t('delete.button')}
          </ActionButton>
        </Group>
      </Group>
      <ConfirmDestructive
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={t(asking === 'clear' ? 'clear.title' : 'delete.title')}
        text={t(asking === 'clear' ? 'clear.text' : 'delete.text')}
        action={t(asking === 'clear' ? 'clear.button' : 'delete.button')}
        onConfirm={() => (asking === 'clear' ? clearInbox(id) : deleteInbox(id))}
        onDone={() => {
          toast(t(asking === 'clear' ? 'clear.done' : 'delete.done'));
          setAsking(undefined);
          void queryClient.invalidateQueries({ queryKey: ['inboxes'] });
        }}
      />
    </div>
  );
}
