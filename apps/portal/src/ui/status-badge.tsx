import { Badge } from '@mantine/core';
import {
  Check,
  CircleDashed,
  CircleDot,
  Hourglass,
  Lock,
  Pause,
  RefreshCw,
  Store,
  TriangleAlert,
  Undo2,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../locales/en';

type State = keyof Locale['common']['state'];

/** Shape and word say it as well as the colour does. */
const LOOKS = {
  delivered: [Check, 'good'],
  retrying: [RefreshCw, 'warn'],
  held: [Pause, 'warn'],
  dead: [X, 'bad'],
  pending: [CircleDashed, 'plain'],
  discarded: [CircleDashed, 'plain'],
  active: [Check, 'good'],
  paused: [Pause, 'warn'],
  disabled: [X, 'bad'],
  healthy: [Check, 'good'],
  failing: [TriangleAlert, 'warn'],
  unsteady: [TriangleAlert, 'warn'],
  deleting: [X, 'bad'],
  expired: [X, 'bad'],
  private: [Lock, 'plain'],
  catalog: [Store, 'plain'],
  enabled: [Check, 'good'],
  blocked: [X, 'bad'],
  invited: [CircleDashed, 'plain'],
  ready: [Check, 'good'],
  degraded: [TriangleAlert, 'warn'],
  unavailable: [X, 'bad'],
  current: [CircleDot, 'good'],
  applied: [Check, 'good'],
  refused: [X, 'warn'],
  unknown: [CircleDashed, 'plain'],
  waiting: [Hourglass, 'warn'],
  approved: [Check, 'good'],
  granted: [Check, 'good'],
  rejected: [X, 'bad'],
  withdrawn: [Undo2, 'plain'],
  own: [CircleDot, 'plain'],
  suspended: [Pause, 'bad'],
  running: [RefreshCw, 'plain'],
  done: [Check, 'good'],
  cancelled: [X, 'plain'],
  failed: [X, 'bad'],
  valid: [Check, 'good'],
  invalid: [X, 'bad'],
  missing: [TriangleAlert, 'warn'],
} as const satisfies Record<State, readonly [typeof CircleDot, string]>;

const COLORS = {
  good: 'var(--anika-good)',
  warn: 'var(--anika-warn)',
  bad: 'var(--anika-bad)',
  plain: 'var(--mantine-color-dimmed)',
} as const;

interface StatusBadgeProps {
  readonly state: State;
  /** What the pointer is told; the word unless said. */
  readonly title?: string;
}

/** The one way to show a state: icon, word, colour. */
export function StatusBadge({ state, title }: StatusBadgeProps) {
  const { t } = useTranslation();
  const [Icon, tone] = LOOKS[state];
  const word = t(`state.${state}`);
  return (
    <Badge
      title={title ?? word}
      variant="default"
      radius="sm"
      color="gray"
      leftSection={<Icon size={13} strokeWidth={2.5} color={COLORS[tone]} aria-hidden />}
    >
      {word}
    </Badge>
  );
}
