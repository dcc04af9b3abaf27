import { useTranslation } from 'react-i18next';
import { shortId } from '../lib/short-id';
import { CopyButton } from './copy-button';
import classes from './row-parts.module.css';
import { TextLink } from './text-link';

interface IdProps {
  readonly id: string;
  /** A link to its page. */
  readonly to?: string;
  readonly copy?: boolean;
}

/** An id, shortened in the middle, whole in its title and in what is copied. */
export function Id({ id, to, copy = true }: IdProps) {
  const { t } = useTranslation();
  const text = (
    <span className="mono" title={id}>
      {shortId(id)}
    </span>
  );
  return (
    <span className={classes.id}>
      {to ? <TextLink to={to}>{text}</TextLink> : text}
      {copy && <CopyButton text={id} label={t('action.copyId', { id: shortId(id) })} />}
    </span>
  );
}
