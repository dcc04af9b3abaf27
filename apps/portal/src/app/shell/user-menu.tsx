import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleUser, LogOut, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, LANGUAGES } from '../../i18n/i18n';
import { signOut, useMe } from '../../session/session';
import { problemToast } from '../../ui/toast';
import { usePreferences } from '../preferences';

/** The person: language, colours, zone of times, signing out. */
export function UserMenu() {
  const { t, i18n } = useTranslation();
  const { user, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zone, setZone } = usePreferences();
  const { mutate: leave } = useMutation({ mutationFn: signOut, onError: problemToast });
  const navigate = useNavigate();
  const name = user?.name ?? '';
  return (
    <Menu position="bottom-end" offset={12} width={230} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('user.menu', { name })}>
          <CircleUser size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={500} c="var(--mantine-color-text)" className="cut">
            {name}
          </Text>
          <Text size="xs" className="cut" title={user?.email}>
            {user?.email}
          </Text>
          <Text size="xs">{t(`user.role.${role as 'owner'}`)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Settings size={15} aria-hidden />}
          closeMenuOnClick
          onClick={() => void navigate({ to: '/account/profile' })}
        >
          {t('user.account')}
        </Menu.Item>
        <Menu.Divider />
        <Choice
          label={t('user.language')}
          value={i18n.language as Language}
          options={LANGUAGES}
          onChoose={(language) => void chooseLanguage(language)}
        />
        <Choice
          label={t('user.scheme')}
          value={colorScheme}
          options={{ auto: t('scheme.auto'), light: t('scheme.light'), dark: t('scheme.dark') }}
          onChoose={setColorScheme}
        />
        <Choice
          label={t('user.zone')}
          value={zone}
          options={{ local: t('zone.local'), utc: t('zone.utc') }}
          onChoose={setZone}
        />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={15} aria-hidden />} onClick={() => leave()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      <Menu.RadioGroup value={value} onChange={(chosen) => onChoose(chosen as Value)}>
        {Object.entries<string>(options).map(([option, text]) => (
          <Menu.RadioItem key={option} value={option}>
            {text}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
