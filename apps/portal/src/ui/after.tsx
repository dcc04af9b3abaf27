import type { ReactNode } from 'react';

interface AfterProps {
  /** What stands above is there: this will not be moved by it any more. */
  readonly ready: boolean;
  /** Stands there until then. */
  readonly meanwhile?: ReactNode;
  readonly children: ReactNode;
}

/** What stands below something that is still on its way: it loads meanwhile, and is seen once it stays where it is. */
export const After = ({ ready, meanwhile, children }: AfterProps) => (
  <>
    {!ready && meanwhile}
    <div style={{ visibility: ready ? undefined : 'hidden' }}>{children}</div>
  </>
);
