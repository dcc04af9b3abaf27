import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { MENU, type MenuItem } from './menu';
import classes from './shell.module.css';

/** The main menu, by what the person may read. */
export function Navigation() {
  const { t } = useTranslation();
  const { scopes } = useMe();
  return (
    <nav aria-label={t('menu.label')}>
      {MENU.map(({ label, items }) => {
        const shown = items.filter(({ scope }) => scope === undefined || scopes.includes(scope));
        if (shown.length === 0) return null;
        return (
          <div key={items[0]?.to}>
            {label && <p className={classes.group}>{t(`menu.${label}`)}</p>}
            <ul className={classes.list}>
              {shown.map((item) => (
                <li key={item.to}>
                  <Entry {...item} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function Entry({ label, to, icon: Icon, outside }: MenuItem) {
  const { t } = useTranslation();
  const content = (
    <>
      <Icon size={16} aria-hidden />
      {t(`menu.${label}`)}
    </>
  );
  if (outside)
    return (
      <a href={to} className={classes.item}>
        {content}
        <ArrowUpRight size={12} aria-hidden />
      </a>
    );
  return (
    <Link to={to} className={classes.item} activeOptions={{ exact: to === '/', includeSearch: false }}>
      {content}
    </Link>
  );
}
