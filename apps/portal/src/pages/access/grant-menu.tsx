import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../api/topics';
import { RowMenu } from '../../ui/row-menu';

interface GrantMenuProps {
  readonly grant: Grant;
  readonly onEdit: () => void;
  readonly onRevoke: () => void;
}

export function GrantMenu({ grant, onEdit, onRevoke }: GrantMenuProps) {
  const { t } = useTranslation('access');
  return (
    <RowMenu scope="topics:write" label={t('actionsOf', { partner: grant.partnerName })}>
      <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
      <Menu.Item c="var(--anika-bad)" onClick={onRevoke}>
        {t('revoke')}
      </Menu.Item>
    </RowMenu>
  );
}
