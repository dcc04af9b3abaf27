import type { ReactNode } from 'react';
import classes from './row-parts.module.css';
import { useUrlState } from './use-url-state';

interface RowLinkProps {
  readonly id: string;
  /** Its page, for a new tab. */
  readonly to: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** The link in a row that opens beside its list: a click opens the drawer, everything else the page, as the browser does by itself. */
export function RowLink({ id, to, title, children }: RowLinkProps) {
  const [{ open }, setUrl] = useUrlState();
  return (
    <a
      href={to}
      className={classes.link}
      title={title}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        setUrl({ open: id }, open !== undefined);
      }}
    >
      {children}
    </a>
  );
}
