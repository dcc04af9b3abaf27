import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../api/topics';

interface GrantMenuProps {
  readonly grant: Grant;
  readonly onEdit: () => void;
  readonly onRevoke: () => void;
}

export function GrantMenu({ grant, onEdit, onRevoke }: GrantMenuProps) {
  const { t } = useTranslation('access');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('actionsOf', { partner: grant.partnerName })}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item c="var(--anika-bad)" onClick={onRevoke}>
          {t('revoke')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
