import { useClipboard } from '@mantine/hooks';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './row-parts.module.css';

/** So long it says that it has copied. */
const COPIED_MS = 1000;

/** Copies the exact text. A plain button: a list draws one in every row. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const { copied, copy } = useClipboard({ timeout: COPIED_MS });
  return (
    <button
      type="button"
      className={classes.copy}
      aria-label={copied ? t('action.copied') : label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        copy(text);
      }}
    >
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  );
}
