import type { ReactNode } from 'react';
import classes from './plain-table.module.css';

interface PlainTableProps {
  readonly label: string;
  /** Of the columns; the first is that of the names. */
  readonly head?: readonly string[];
  /** Rows: a `th` with the name, a `td` for each value. */
  readonly children: ReactNode;
}

/** A few names with values, all of them known: no list that is loaded page by page. */
export function PlainTable({ label, head, children }: PlainTableProps) {
  return (
    <table className={classes.plain} aria-label={label}>
      {head && (
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                <span className="capital">{text}</span>
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>{children}</tbody>
    </table>
  );
}
