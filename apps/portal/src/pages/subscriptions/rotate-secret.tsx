import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rotateSecret } from '../../api/subscriptions';
import { ActionButton } from '../../ui/action-button';
import { FormButtons } from '../../ui/form-buttons';
import { NumberInput } from '../../ui/number-input';
import { ProblemAlert } from '../../ui/problem-alert';
import { SecretDialog } from '../../ui/secret-dialog';
import { Section } from '../../ui/section';
import { useApiForm } from '../../ui/use-api-form';
import { VerifySnippets } from './verify-snippets';

/** A new signing secret, shown once; and how an endpoint verifies by it. */
export function RotateSecret({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation('subscriptions');
  const [isAsking, setAsking] = useState(false);
  const [isShowing, setShowing] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <Section title={t('secret.title')}>
      <Text c="dimmed" mb="sm" maw="72ch">
        {t('secret.help')}
      </Text>
      <Group gap="xs">
        <ActionButton scope="subscriptions:write" variant="default" onClick={() => setAsking(true)}>
          {t('rotate.button')}
        </ActionButton>
        <Button variant="default" onClick={() => setShowing(!isShowing)} aria-expanded={isShowing}>
          {t('verify.button')}
        </Button>
      </Group>
      {isShowing && (
        <div style={{ marginTop: 16, maxWidth: 900 }}>
          <VerifySnippets />
        </div>
      )}
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t('rotate.title')}>
        <Form
          subscriptionId={subscriptionId}
          onClose={() => setAsking(false)}
          onDone={(fresh) => {
            setAsking(false);
            setSecret(fresh);
          }}
        />
      </Modal>
      <SecretDialog
        title={t('secret.title')}
        help={t('secret.help')}
        secret={secret}
        onClose={() => setSecret(undefined)}
      >
        <VerifySnippets />
      </SecretDialog>
    </Section>
  );
}

interface FormProps {
  readonly subscriptionId: string;
  readonly onClose: () => void;
  readonly onDone: (secret: string | undefined) => void;
}

function Form({ subscriptionId, onClose, onDone }: FormProps) {
  const { t } = useTranslation('subscriptions');
  const { field, error, isPending, form } = useApiForm({
    initialValues: { overlapHours: 24 as number | string },
    send: ({ overlapHours }) => rotateSecret(subscriptionId, { overlapHours: Number(overlapHours) }),
    onDone: ({ secret }) => onDone(secret ?? undefined),
  });
  return (
    <form {...form}>
      <Stack>
        <Text>{t('rotate.text')}</Text>
        <NumberInput
          label={t('rotate.overlap')}
          description={t('rotate.overlapHelp')}
          min={0}
          max={168}
          allowDecimal
          hideControls={false}
          required
          data-autofocus
          {...field('overlapHours')}
        />
        <ProblemAlert error={error} />
        <FormButtons action={t('rotate.button')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
