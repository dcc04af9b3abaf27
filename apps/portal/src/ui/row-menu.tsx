import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Scope, useCan, useMe } from '../session/session';

interface RowMenuProps {
  /** Says of which row these are the actions. */
  readonly label: string;
  /** What the person needs; without it the menu is there but cannot be opened, and says who can change that. */
  readonly scope: Scope;
  /** `Menu.Item`s. */
  readonly children: ReactNode;
}

/** The actions of a row. */
export function RowMenu({ label, scope, children }: RowMenuProps) {
  const { t } = useTranslation();
  const { partner } = useMe();
  const button = {
    variant: 'subtle',
    color: 'gray',
    'aria-label': label,
    children: <Ellipsis size={16} aria-hidden />,
  } as const;
  if (!useCan(scope))
    return (
      <Tooltip
        label={t('empty.disabled', { company: partner.name })}
        events={{ hover: true, focus: true, touch: true }}
      >
        <ActionIcon {...button} bg="transparent" data-disabled aria-disabled />
      </Tooltip>
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon {...button} />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
