import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button';
import classes from './code.module.css';

interface SecretDialogProps {
  readonly title: string;
  readonly help: string;
  /** Undefined while there is none to show. It is kept nowhere else. */
  readonly secret?: string;
  readonly onClose: () => void;
  /** What to do with it. */
  readonly children?: ReactNode;
}

/** A secret that is shown once; closed on purpose only. */
export function SecretDialog({ title, help, secret, onClose, children }: SecretDialogProps) {
  const { t } = useTranslation();
  // While the dialog fades its words stay; the secret does not.
  const [shown, setShown] = useState({ title, help });
  if (secret !== undefined && (shown.title !== title || shown.help !== help)) setShown({ title, help });
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={shown.title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size={children ? 'lg' : 'md'}
    >
      <Stack>
        <Text>{shown.help}</Text>
        <Group className={classes.code} wrap="nowrap" justify="space-between">
          <code>{secret}</code>
          <CopyButton text={secret ?? ''} label={t('action.copy')} />
        </Group>
        <Text size="sm" fw={500}>
          {t('secret.once')}
        </Text>
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('secret.kept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
