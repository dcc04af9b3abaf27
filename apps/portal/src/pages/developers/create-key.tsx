import { Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createKey, type KeyScope } from '../../api/keys';
import { dayIn } from '../../lib/days';
import { KEY_SCOPES, scopeText } from '../../lib/scopes';
import { CodeBlock } from '../../ui/code-block';
import { DateInput } from '../../ui/date-input';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { SecretDialog } from '../../ui/secret-dialog';
import { useApiForm } from '../../ui/use-api-form';

interface CreateKeyProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A new key; then the key itself, once, with a line to try it. */
export function CreateKey({ opened, onClose }: CreateKeyProps) {
  const { t } = useTranslation('developers');
  const [key, setKey] = useState<string>();
  const queryClient = useQueryClient();
  return (
    <>
      <Modal opened={opened && key === undefined} onClose={onClose} title={t('keys.createTitle')}>
        <Form
          onClose={onClose}
          onDone={(created) => {
            setKey(created.key);
            void queryClient.invalidateQueries({ queryKey: ['keys'] });
          }}
        />
      </Modal>
      <SecretDialog
        title={t('keys.created')}
        help={t('keys.createdHelp')}
        secret={key}
        onClose={() => {
          setKey(undefined);
          onClose();
        }}
      >
        <Text size="sm">{t('keys.try')}</Text>
        <CodeBlock text={curlLine(key ?? '')} label={t('keys.copyCurl')} />
      </SecretDialog>
    </>
  );
}

const curlLine = (key: string) =>
  `curl ${location.origin}/api/v1/auth/me \\\n  -H 'Authorization: Bearer ${key}'`;

interface FormProps {
  readonly onClose: () => void;
  readonly onDone: (created: { readonly key: string }) => void;
}

function Form({ onClose, onDone }: FormProps) {
  const { t } = useTranslation('developers');
  const { t: common } = useTranslation();
  const { field, error, isPending, form } = useApiForm({
    initialValues: { name: '', scopes: [] as KeyScope[], expiresAt: '' },
    send: ({ expiresAt, ...rest }) =>
      createKey({
        ...rest,
        ...(expiresAt && { expiresAt: new Date(`${expiresAt}T23:59:59`).toISOString() }),
      }),
    onDone,
    validate: ({ scopes }) => (scopes.length === 0 ? { scopes: t('keys.noScope') } : {}),
  });
  return (
    <form {...form}>
      <Stack>
        <TextInput
          label={t('keys.name')}
          description={t('keys.nameHelp')}
          required
          data-autofocus
          {...field('name')}
        />
        <Checkbox.Group label={t('keys.scopes')} {...field('scopes')}>
          <Stack gap="xs" mt={4} mb={4}>
            {KEY_SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={common(`scope.${scopeText(scope)}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <DateInput
          min={dayIn(0)}
          label={t('keys.expires')}
          description={t('keys.expiresHelp')}
          {...field('expiresAt')}
        />
        <ProblemAlert error={error} />
        <FormButtons action={t('keys.create')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
