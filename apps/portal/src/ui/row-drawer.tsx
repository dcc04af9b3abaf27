import { Drawer, Group } from '@mantine/core';
import { ArrowUpRight } from 'lucide-react';
import { type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from './late';
import { TextLink } from './text-link';
import { useRowFocus } from './use-row-focus';

interface RowDrawerProps {
  readonly title: string;
  /** The id in `?open=`. */
  readonly openId?: string;
  /** Its page. */
  readonly to: string;
  /** The ids of the list, in its order: ↑ and ↓ walk them. */
  readonly ids: readonly string[];
  readonly onOpen: (id: string | undefined) => void;
  readonly children: ReactNode;
}

/** One row of a list, beside the list. */
export function RowDrawer({ title, openId, to, ids, onOpen, children }: RowDrawerProps) {
  const { t } = useTranslation();
  const panel = useRowFocus(openId);
  useEffect(() => {
    if (openId === undefined) return undefined;
    const walk = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const isTyping = (event.target as Element).closest('input, textarea, [role=tab], [role=listbox]');
      const next = step && !isTyping ? ids[ids.indexOf(openId) + step] : undefined;
      if (next === undefined) return;
      event.preventDefault();
      onOpen(next);
      document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', walk);
    return () => window.removeEventListener('keydown', walk);
  }, [openId, ids, onOpen]);
  return (
    <Drawer.Root
      opened={openId !== undefined}
      onClose={() => onOpen(undefined)}
      position="right"
      lockScroll={false}
      trapFocus={false}
      size="min(720px, 100vw)"
    >
      <Drawer.Content aria-label={title} ref={panel}>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          <Group ml="auto" gap="sm" fz="sm">
            <TextLink to={to}>
              {t('action.openPage')} <ArrowUpRight size={13} aria-hidden />
            </TextLink>
            <Drawer.CloseButton aria-label={t('action.close')} m={0} />
          </Group>
        </Drawer.Header>
        <Drawer.Body>
          <Suspense fallback={<SkeletonRows rows={6} />}>{children}</Suspense>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
