import { Input } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { subscriptionQuery } from '../../api/subscriptions';
import { FilterBuilder } from '../../ui/filter-builder/filter-builder';
import { useUrlState } from '../../ui/use-url-state';
import { useFilterFields } from '../topics/use-topic-fields';

const TYPING_MS = 400;
const NONE = '{}';

interface ReplayFilterProps {
  readonly subscriptionId: string;
  readonly isRefused: boolean;
  /** What is typed does not count yet, as it is no JSON object or still being typed; or it counts again. */
  readonly onOpen: (isOpen: boolean) => void;
}

/** Only messages for which conditions hold; they live in the address. */
export function ReplayFilter({ subscriptionId, ...props }: ReplayFilterProps) {
  const { data: subscription } = useQuery(subscriptionQuery(subscriptionId));
  // Of another topic there are other fields.
  return subscription ? <Conditions key={subscriptionId} topicId={subscription.topicId} {...props} /> : null;
}

type ConditionsProps = Omit<ReplayFilterProps, 'subscriptionId'> & { readonly topicId: string };

function Conditions({ topicId, isRefused, onOpen }: ConditionsProps) {
  const { t } = useTranslation('replays');
  const [{ filter }, setUrl] = useUrlState();
  const fields = useFilterFields(topicId);
  const apply = useDebouncedCallback((text: string) => {
    setUrl({ filter: text === NONE ? undefined : text }, true);
    onOpen(false);
  }, TYPING_MS);
  return (
    <Input.Wrapper component="div" role="group" label={t('field.filter')} labelElement="div">
      <FilterBuilder
        fields={fields}
        value={filter ?? NONE}
        isRefused={isRefused}
        onChange={(text) => {
          onOpen(true);
          if (text === undefined) apply.cancel();
          else apply(text);
        }}
      />
    </Input.Wrapper>
  );
}
