import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language, LANGUAGES } from '../../i18n/i18n';
import classes from './guest-frame.module.css';

interface GuestFrameProps {
  readonly title: string;
  readonly subtitle: string;
  readonly children: ReactNode;
}

/** Around the pages of those who are not signed in. */
export function GuestFrame({ title, subtitle, children }: GuestFrameProps) {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ANIKA`;
  }, [title]);
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <span className={classes.brand}>ANIKA</span>
        <Group gap="xs">
          {(Object.keys(LANGUAGES) as Language[]).map((language) => (
            <Button
              key={language}
              variant={i18n.language === language ? 'default' : 'subtle'}
              color="gray"
              size="compact-sm"
              aria-pressed={i18n.language === language}
              onClick={() => void chooseLanguage(language)}
            >
              {LANGUAGES[language]}
            </Button>
          ))}
        </Group>
      </header>
      <main className={classes.main}>
        <Stack gap={4} mb="lg">
          <Title order={1}>{title}</Title>
          <Text c="dimmed">{subtitle}</Text>
        </Stack>
        {children}
      </main>
      <footer className={classes.footer}>
        <Group gap="lg" justify="center">
          <a href="/docs">{t('menu.docs')}</a>
          <a href="/status">{t('menu.status')}</a>
        </Group>
      </footer>
    </div>
  );
}
