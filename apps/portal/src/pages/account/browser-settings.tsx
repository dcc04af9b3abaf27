import { Select, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../app/preferences';
import { chooseLanguage, type Language, LANGUAGES } from '../../i18n/i18n';
import type { Zone } from '../../i18n/format';

const SCHEMES = ['auto', 'light', 'dark'] as const;
const ZONES = ['local', 'utc'] as const;

/** How this browser shows the portal. */
export function BrowserSettings() {
  const { t, i18n } = useTranslation();
  const { t: account } = useTranslation('account');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zone, setZone } = usePreferences();
  return (
    <Stack maw={640}>
      <Text c="dimmed">{account('browser.about')}</Text>
      <Select
        label={t('user.language')}
        allowDeselect={false}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={i18n.language}
        onChange={(language) => void chooseLanguage(language as Language)}
      />
      <Select
        label={t('user.scheme')}
        allowDeselect={false}
        data={SCHEMES.map((value) => ({ value, label: t(`scheme.${value}`) }))}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as (typeof SCHEMES)[number])}
      />
      <Select
        label={t('user.zone')}
        allowDeselect={false}
        data={ZONES.map((value) => ({ value, label: t(`zone.${value}`) }))}
        value={zone}
        onChange={(value) => setZone(value as Zone)}
      />
    </Stack>
  );
}
