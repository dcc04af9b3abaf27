import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Check, CircleUser, LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, LANGUAGES } from '../../i18n/i18n';
import { signOut, useMe } from '../../session/session';
import { problemToast } from '../../ui/toast';
import { usePreferences } from '../preferences';

const SCHEMES = ['auto', 'light', 'dark'] as const;
const ZONES = ['local', 'utc'] as const;

/** The person: language, colours, zone of times, signing out. */
export function UserMenu() {
  const { t, i18n } = useTranslation();
  const { user, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zone, setZone } = usePreferences();
  const { mutate: leave } = useMutation({ mutationFn: signOut, onError: problemToast });
  const name = user?.name ?? '';
  return (
    <Menu position="bottom-end" width={230} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('user.menu', { name })}>
          <CircleUser size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '8px 12px' }}>
          <Text fw={500} className="cut">
            {name}
          </Text>
          <Text size="xs" c="dimmed" className="cut" title={user?.email}>
            {user?.email}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`user.role.${role as 'owner'}`)}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('user.language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Choice
            key={language}
            label={LANGUAGES[language]}
            chosen={i18n.language === language}
            onChoose={() => void chooseLanguage(language)}
          />
        ))}
        <Menu.Label>{t('user.scheme')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Choice
            key={scheme}
            label={t(`scheme.${scheme}`)}
            chosen={colorScheme === scheme}
            onChoose={() => setColorScheme(scheme)}
          />
        ))}
        <Menu.Label>{t('user.zone')}</Menu.Label>
        {ZONES.map((value) => (
          <Choice
            key={value}
            label={t(`zone.${value}`)}
            chosen={zone === value}
            onChoose={() => setZone(value)}
          />
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={() => leave()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ label, chosen, onChoose }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      onClick={onChoose}
      rightSection={chosen ? <Check size={14} aria-hidden /> : undefined}
    >
      {label}
    </Menu.Item>
  );
}
