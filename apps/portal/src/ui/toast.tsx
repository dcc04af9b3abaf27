import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';

const UNDO_MS = 8000;
const base = { position: 'bottom-right', withBorder: true } as const;
const close = () => ({ closeButtonProps: { 'aria-label': i18next.t('action.dismiss') } });

/** Says in passing what was done. */
export function toast(message: string): void {
  notifications.show({ ...base, ...close(), message, role: 'status' });
}

/** Says what was done and offers to take it back, for 8 seconds. */
export function undoToast(message: string, undo: () => void): void {
  const id = notifications.show({
    ...base,
    ...close(),
    autoClose: UNDO_MS,
    role: 'status',
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {i18next.t('action.undo')}
        </Button>
      </Group>
    ),
  });
}

/** Says that an action without a form of its own was refused. */
export function problemToast(error: unknown): void {
  const { title, help } = problemText(i18next.getFixedT(null, 'errors'), toProblem(error));
  notifications.show({ ...base, ...close(), title, message: help, color: 'red', role: 'alert' });
}
