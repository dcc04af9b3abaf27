import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import classes from './link-tabs.module.css';

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly label: string; readonly to: string }[];
}

/** Parts of a page that have addresses of their own. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const frame = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone they are wider than the screen.
  useEffect(() => {
    const current = frame.current?.querySelector('[aria-current=page]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the current one changes with the path
  }, [pathname]);
  return (
    <nav ref={frame} aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, label: text }) => (
        <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
