import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './code.module.css';
import { ProblemAlert } from './problem-alert';

interface ConfirmDestructiveProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What is lost. */
  readonly text: ReactNode;
  /** Verb and object, never “yes”. */
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onDone: () => void;
  /** For what cannot be undone at all: the name must be typed. */
  readonly name?: string;
}

/** Asks before something is destroyed. */
export function ConfirmDestructive({
  opened,
  onClose,
  title,
  text,
  action,
  onConfirm,
  onDone,
  name,
}: ConfirmDestructiveProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error, reset } = useMutation({ mutationFn: onConfirm, onSuccess: onDone });
  const close = () => {
    setTyped('');
    reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        <Stack>
          <Text>{text}</Text>
          {name !== undefined && (
            <TextInput
              label={t('confirm.typeName')}
              description={<code className={classes.name}>{name}</code>}
              inputWrapperOrder={['label', 'description', 'input']}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('action.cancel')}
            </Button>
            <Button
              type="submit"
              color="red.9"
              loading={isPending}
              disabled={name !== undefined && typed !== name}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
