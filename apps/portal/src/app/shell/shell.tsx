import { ActionIcon, AppShell, Burger, Button, Group, Kbd, Text, Tooltip } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Link, lazyRouteComponent as lazy, Outlet, useRouter } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { Search } from 'lucide-react';
import { Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { isSignedOut, onSignedOut } from '../../session/signed-out';
import { nonce } from '../nonce';
import { Navigation } from './navigation';
import '@mantine/notifications/styles.css';
import classes from './shell.module.css';

// Not needed for the first sight, or seldom: loaded when they are.
const AttentionBell = lazy(() => import('./attention-bell'), 'AttentionBell');
const GoToDialog = lazy(() => import('./go-to-dialog'), 'GoToDialog');
const Notifications = lazy(() => import('@mantine/notifications'), 'Notifications');
const UserMenu = lazy(() => import('./user-menu'), 'UserMenu');
const PasswordDialog = lazy(() => import('../../session/password-dialog'), 'PasswordDialog');

// What locks scrolling writes a style at run time.
setNonce(nonce());

/** What is around every page of a person who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { partner, role, scopes } = useMe();
  const [menu, { toggle: toggleMenu, close: closeMenu }] = useDisclosure();
  const [goTo, goToControl] = useDisclosure();
  const signedOut = useSyncExternalStore(onSignedOut, isSignedOut);
  useHotkeys([['mod+K', goToControl.open]], []);
  const company = role === 'operator' ? t('menu.operator') : partner.name;
  const goToLabel = t(role === 'operator' ? 'goTo.operatorLabel' : 'goTo.label');
  const router = useRouter();
  useEffect(() => router.subscribe('onBeforeNavigate', closeMenu), [router, closeMenu]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !menu } }}
      padding={{ base: 'md', sm: 'lg' }}
      withBorder={false}
      className={role === 'operator' ? classes.operator : undefined}
    >
      <a href="#content" className={classes.skip}>
        {t('menu.skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            hiddenFrom="sm"
            size="sm"
            opened={menu}
            onClick={toggleMenu}
            aria-label={t(menu ? 'menu.close' : 'menu.open')}
          />
          <Link to="/" className={classes.brand}>
            ANIKA
          </Link>
          <Text className={`${classes.company} cut`} title={company}>
            {company}
          </Text>
          <Group ml="auto" gap="xs" wrap="nowrap">
            <Button
              visibleFrom="sm"
              variant="default"
              size="compact-sm"
              fw={400}
              onClick={goToControl.open}
              leftSection={<Search size={14} aria-hidden />}
              rightSection={<Kbd size="xs">Ctrl K</Kbd>}
            >
              {goToLabel}
            </Button>
            <Tooltip label={goToLabel}>
              <ActionIcon
                hiddenFrom="sm"
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={goToLabel}
                onClick={goToControl.open}
              >
                <Search size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
            {scopes.includes('subscriptions:read') && (
              <Suspense fallback={<div className={classes.icon} />}>
                <AttentionBell />
              </Suspense>
            )}
            <Suspense fallback={<div className={classes.icon} />}>
              <UserMenu />
            </Suspense>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Suspense>
        {goTo && <GoToDialog onClose={goToControl.close} />}
        {signedOut && <PasswordDialog />}
        <Notifications />
      </Suspense>
    </AppShell>
  );
}
