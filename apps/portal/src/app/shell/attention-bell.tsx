import { ActionIcon, Indicator, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toSearch } from '../../lib/to-search';
import { AttentionText } from '../../pages/home/attention-text';
import { useAttention } from '../../pages/home/use-attention';

const MOST = 8;

/** What needs attention, from every page. */
export function AttentionBell() {
  const { t } = useTranslation('home');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const known = useAttention();
  const items = known ?? [];
  const nothing = known ? t('bell.none') : t('bell.title');
  const go = (address: string) => void navigate(toSearch(address));
  return (
    <Menu position="bottom-end" width={340} offset={12}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={items.length > 0 ? t('bell.some', { count: items.length }) : nothing}
        >
          <Indicator disabled={items.length === 0} color="red.9" size={8} offset={2}>
            <Bell size={18} aria-hidden />
          </Indicator>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {!known && common('list.loading')}
          {known && (items.length > 0 ? t('attention.title') : t('attention.none'))}
        </Menu.Label>
        {items.slice(0, MOST).map((item) => (
          <Menu.Item key={item.id} onClick={() => go(item.to)}>
            <AttentionText item={item} />
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => go('/settings/notifications')}>{t('bell.settings')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
