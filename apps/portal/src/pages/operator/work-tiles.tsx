import { Alert } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlatformOverview } from '../../api/operator';
import { formatNumber } from '../../i18n/format';
import { PlainTable } from '../../ui/plain-table';
import { Section } from '../../ui/section';
import { TextLink } from '../../ui/text-link';
import { Count, Duration } from '../../ui/time';
import classes from './work-tiles.module.css';

/** Longer than a sweep takes to come by, and something is wrong. */
const OVERDUE_SECONDS = 60;

/** What is due, on its way, held and dead, with the reasons. */
export function WorkTiles({ work }: { readonly work: PlatformOverview['work'] }) {
  const { t, i18n } = useTranslation('operator');
  if (work === null)
    return (
      <Alert variant="default" icon={<TriangleAlert size={18} color="var(--anika-bad)" />} mb="lg">
        {t('work.unknown')}
      </Alert>
    );
  const total = ({ reasons }: { readonly reasons: readonly { readonly count: number }[] }) =>
    reasons.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <dl className={classes.tiles}>
        <Tile label={t('work.oldestDue')} isBad={work.oldestDueSeconds > OVERDUE_SECONDS}>
          {work.oldestDueSeconds === 0 ? (
            t('work.nothingDue')
          ) : (
            <Duration ms={work.oldestDueSeconds * 1000} />
          )}
        </Tile>
        <Tile label={t('work.rate')}>
          <span className="numbers">
            {formatNumber(i18n.language, work.deliveriesPerSecond, { maximumFractionDigits: 1 })}
          </span>
        </Tile>
        <Tile label={t('work.held')}>
          <Count value={total(work.held)} more={work.held.hasMore} />
        </Tile>
        <Tile label={t('work.dead')}>
          <TextLink to="/operator/deliveries">
            <Count value={total(work.dead)} more={work.dead.hasMore} />
          </TextLink>
        </Tile>
      </dl>
      <div className={classes.reasons}>
        <Reasons title={t('work.heldBy')} of={work.held.reasons} />
        <Reasons title={t('work.deadBy')} of={work.dead.reasons} />
      </div>
    </>
  );
}

interface TileProps {
  readonly label: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

function Tile({ label, isBad, children }: TileProps) {
  return (
    <div data-bad={isBad || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ReasonsProps {
  readonly title: string;
  readonly of: readonly { readonly reason: string; readonly count: number }[];
}

function Reasons({ title, of }: ReasonsProps) {
  const { t } = useTranslation('deliveries');
  if (of.length === 0) return null;
  return (
    <Section title={title}>
      <PlainTable label={title}>
        {of.map(({ reason, count }) => (
          <tr key={reason}>
            <th scope="row">{t(`short.${reason as 'paused'}`, { defaultValue: reason })}</th>
            <td>
              <Count value={count} />
            </td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  );
}
