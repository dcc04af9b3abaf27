import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Sweep, sweepQuery } from '../../api/operator';
import { Facts } from '../../ui/facts';
import { Time } from '../../ui/time';

/** What the sweeper found: in its last regular round, and in the one that was asked for. */
export function SweepFacts({ regular }: { readonly regular?: Sweep }) {
  const { t } = useTranslation('operator');
  const { data: asked } = useQuery(sweepQuery);
  return (
    <Facts
      of={{
        [t('sweep.regular')]: regular && <Found sweep={regular} />,
        [t('sweep.asked')]: asked && <Found sweep={asked} />,
      }}
    />
  );
}

function Found({ sweep }: { readonly sweep: Sweep }) {
  const { t } = useTranslation('operator');
  const at = sweep.finishedAt ?? sweep.startedAt;
  return (
    <>
      {t(`sweep.state.${sweep.state}`)}
      {at && (
        <>
          {' · '}
          <Time at={at} />
        </>
      )}
      {sweep.state !== 'never' &&
        ` · ${t('sweep.found', { found: sweep.messages + sweep.deliveries + sweep.holds })}`}
    </>
  );
}
