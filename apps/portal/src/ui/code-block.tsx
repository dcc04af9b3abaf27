import { CopyButton } from './copy-button';
import classes from './code-block.module.css';

/** Lines to copy into a terminal or a program. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className={classes.block}>
      {/* Scrolls, so it can be reached by the keyboard. */}
      <pre tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}
