import type { HealthDocument } from '../mongo/documents';

/** Attempts that must fail in a row before a subscription counts as failing. */
export const FAILURES = 3;
/** Shares of the time until it is disabled at which its partner is told, in percent. */
const WARNINGS = [0, 50, 70, 90] as const;
/** Without a failure for so long the endpoint is not asked any more: then nothing new is known. */
const RECENT_MS = 24 * 3_600_000;

export type HealthStep =
  | { readonly step: 'none' }
  | { readonly step: 'failing'; readonly told: number }
  | { readonly step: 'disabled' }
  | { readonly step: 'gone' }
  | { readonly step: 'recovered' };

/** What is to be told of a subscription now. */
export function nextStep(
  {
    failures,
    failingSince,
    lastFailureAt,
    recoveredAt,
    told,
    isGone,
  }: Omit<HealthDocument, '_id' | 'topicId' | 'partnerId'>,
  disableAfterMs: number,
  now: number,
): HealthStep {
  if (isGone) return { step: 'gone' };
  if (recoveredAt) return { step: 'recovered' };
  if (failures < FAILURES) return { step: 'none' };
  const share = (100 * (now - failingSince.getTime())) / disableAfterMs;
  // Nobody is disabled who was not told before that it fails.
  if (share >= 100 && told !== undefined && now - lastFailureAt.getTime() < RECENT_MS)
    return { step: 'disabled' };
  const warning = WARNINGS.findLast((percent) => percent <= share) ?? 0;
  return told !== undefined && warning <= told ? { step: 'none' } : { step: 'failing', told: warning };
}
