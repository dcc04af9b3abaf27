import { useTranslation } from 'react-i18next';
import type { PlatformOverview } from '../../api/operator';
import { StatusBadge } from '../../ui/status-badge';
import classes from '../home/home.module.css';

/** Each app, and what it depends on. */
export function ServiceList({ services }: Pick<PlatformOverview, 'services'>) {
  const { t } = useTranslation('operator');
  return (
    <ul className={classes.list}>
      {services.map(({ name, status, checks }) => {
        const down = Object.entries(checks).flatMap(([store, state]) => (state === 'down' ? [store] : []));
        return (
          <li key={name}>
            <span className={classes.grow}>
              <span className="mono">{name}</span>
              <div className={classes.help}>
                {down.length > 0
                  ? t('status.down', { stores: down.join(', ') })
                  : Object.keys(checks).join(', ')}
              </div>
            </span>
            <StatusBadge state={status} />
          </li>
        );
      })}
    </ul>
  );
}
