import type { ReactNode } from 'react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import classes from './notice.module.css';

interface NoticeProps {
  /** `problem`: an action was refused, which is read out at once. */
  readonly kind: 'problem' | 'warning';
  readonly title?: string;
  readonly children: ReactNode;
}

/** A remark that stays where it is. */
export function Notice({ kind, title, children }: NoticeProps) {
  const Icon = kind === 'problem' ? CircleAlert : TriangleAlert;
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'problem' ? 'alert' : undefined}>
      <Icon size={18} aria-hidden />
      <div>
        {title && <b>{title}</b>}
        {children}
      </div>
    </div>
  );
}
