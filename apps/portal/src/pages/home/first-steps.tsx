import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { grantsQuery, hasMessagesQuery, topicsQuery } from '../../api/topics';
import { subscriptionsQuery } from '../../api/subscriptions';
import { Section } from '../../ui/section';
import { TextLink } from '../../ui/text-link';
import classes from './home.module.css';

const STEPS = ['topic', 'access', 'message', 'subscribe'] as const;

/** What a new company does first; gone when the first three are done, or when it receives something. */
export function FirstSteps() {
  const { t } = useTranslation('home');
  const { data: topics } = useInfiniteQuery(topicsQuery('owned'));
  const { data: subscriptions } = useInfiniteQuery(subscriptionsQuery);
  const topic = topics?.find(({ kind }) => kind === 'regular');
  const enabled = topic !== undefined;
  const { data: grants } = useInfiniteQuery({ ...grantsQuery(topic?.id ?? ''), enabled });
  const { data: messages } = useQuery({ ...hasMessagesQuery(topic?.id ?? ''), enabled });
  if (!topics || !subscriptions || (enabled && !(grants && messages !== undefined))) return null;
  const done = {
    topic: enabled,
    access: (grants?.length ?? 0) > 0,
    message: messages === true,
    subscribe: subscriptions.length > 0,
  };
  if (done.subscribe || (done.access && done.message)) return null;
  const to = {
    topic: '/topics?new=1',
    access: topic && `/topics/${topic.id}/access`,
    message: topic && `/topics/${topic.id}/messages?send=1`,
    subscribe: '/subscriptions?new=1',
  };
  return (
    <Section title={t('steps.title')}>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => {
          const address = done[step] ? undefined : to[step];
          const name = t(`steps.${step}`);
          return (
            <li key={step} data-done={done[step] || undefined}>
              <span className={classes.mark}>
                {done[step] ? <Check size={13} strokeWidth={3} aria-label={t('steps.done')} /> : index + 1}
              </span>
              <div>
                {address ? <TextLink to={address}>{name}</TextLink> : name}
                <div className={classes.help}>{t(`steps.${step}Help`)}</div>
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
