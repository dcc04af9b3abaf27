import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
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
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      size={children ? 'lg' : 'md'}
    >
      <Stack>
        <Text>{help}</Text>
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
