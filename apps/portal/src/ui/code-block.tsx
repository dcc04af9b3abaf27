import { CopyButton } from './copy-button';
import classes from './code.module.css';

/** Lines to copy into a terminal or a program; long ones wrap, so that nothing is out of sight. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className={classes.code}>
      <pre>{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}
