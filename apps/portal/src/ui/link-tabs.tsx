import { Link } from '@tanstack/react-router';
import classes from './link-tabs.module.css';

interface LinkTabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly label: string; readonly to: string }[];
}

/** Parts of a page that have addresses of their own. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, label: text }) => (
        <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
