import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Subscription, subscriptionQuery, updateFilter } from '../../api/subscriptions';
import { isJson } from '../../lib/is-json';
import { useCan } from '../../session/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import { FilterTrial } from './filter-trial';

const TYPING_MS = 400;
const EXAMPLE = '{\n  "type": "car.chosen",\n  "data.client.city": { "$in": ["Москва", "Казань"] }\n}';

/** Which messages the subscription gets, tried on the newest ones before it is saved. */
export function FilterTab() {
  const { t } = useTranslation('subscriptions');
  const { t: messages } = useTranslation('messages');
  const { t: common } = useTranslation();
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  const { data: subscription } = useSuspenseQuery(subscriptionQuery(subscriptionId));
  const queryClient = useQueryClient();
  const canChange = useCan('subscriptions:write');
  const saved = textOf(subscription.filter);
  const { field, setValues, error, isPending, isDirty, onSubmit } = useApiForm({
    initialValues: { filter: saved },
    validate: ({ filter }) => ({
      ...(filter.trim() !== '' && !isJson(filter) && { filter: messages('send.notJson') }),
    }),
    send: ({ filter }) => updateFilter(subscriptionId, filter.trim() === '' ? null : filter),
    onDone: (changed) => {
      queryClient.setQueryData(
        subscriptionQuery(subscriptionId).queryKey,
        (known) => known && { ...known, ...changed },
      );
      setValues({ filter: textOf(changed.filter) });
      toast(t('filter.saved'));
    },
  });
  const text = field('filter').value;
  const [tried] = useDebouncedValue(text.trim(), TYPING_MS);
  return (
    <Stack gap="lg">
      <form onSubmit={onSubmit}>
        <fieldset disabled={!canChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack maw={640}>
            <Textarea
              label={t('filter.label')}
              description={t('filter.help')}
              placeholder={EXAMPLE}
              autosize
              minRows={5}
              maxRows={20}
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              {...field('filter')}
            />
            <ProblemAlert error={error} />
            <Group gap="xs">
              <Button type="submit" variant="default" loading={isPending} disabled={text === saved}>
                {common('action.save')}
              </Button>
              {text === '' && (
                <Button variant="subtle" color="gray" onClick={() => setValues({ filter: EXAMPLE })}>
                  {t('filter.example')}
                </Button>
              )}
              {isDirty && text !== saved && (
                <Button variant="subtle" color="gray" onClick={() => setValues({ filter: saved })}>
                  {t('filter.reset')}
                </Button>
              )}
            </Group>
          </Stack>
        </fieldset>
      </form>
      {tried !== '' && !isJson(tried) ? (
        <Text c="dimmed">{messages('send.notJson')}</Text>
      ) : (
        <FilterTrial
          subscription={subscription}
          filter={tried === '' ? '{}' : tried}
          isSaved={text === saved}
        />
      )}
    </Stack>
  );
}

const textOf = (filter: Subscription['filter']) => (filter ? JSON.stringify(filter, null, 2) : '');
