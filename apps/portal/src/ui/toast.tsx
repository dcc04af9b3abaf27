import { Button, Group, Text } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import i18next from 'i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';

const UNDO_MS = 8000;

/** The library comes with the first toast. */
async function show(data: NotificationData): Promise<void> {
  const { notifications } = await import('@mantine/notifications');
  notifications.show({
    position: 'bottom-right',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('action.dismiss') },
    ...data,
  });
}

/** Says in passing what was done. */
export function toast(message: string): void {
  void show({ message, role: 'status' });
}

/** Says that what was tried did not succeed. */
export function failureToast(title: string, message: string): void {
  void show({ title, message, color: 'red', role: 'alert' });
}

/** Says what was done and offers to take it back, for 8 seconds. */
export function undoToast(message: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const take = async () => {
    undo();
    const { notifications } = await import('@mantine/notifications');
    notifications.hide(id);
  };
  void show({
    id,
    autoClose: UNDO_MS,
    role: 'status',
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button variant="default" size="compact-sm" onClick={() => void take()}>
          {i18next.t('action.undo')}
        </Button>
      </Group>
    ),
  });
}

/** Says that an action without a form of its own was refused. */
export function problemToast(error: unknown): void {
  const { title, help } = problemText(i18next.getFixedT(null, 'errors'), toProblem(error));
  failureToast(title, help);
}
