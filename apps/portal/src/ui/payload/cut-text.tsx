import { useTranslation } from 'react-i18next';
import { visible } from '../../lib/visible';
import classes from './payload.module.css';

const MOST = 1000;

/** A text node: nothing in it is ever markup; long ones are cut, hidden characters are shown. */
export function CutText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  if (text.length <= MOST) return visible(text);
  return (
    <>
      {visible(text.slice(0, MOST))}
      <span className={classes.hint}>… {t('payload.cut', { count: text.length - MOST })}</span>
    </>
  );
}
