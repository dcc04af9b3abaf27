import { Button, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Subscription, subscriptionQuery, updateSubscription } from '../../api/subscriptions';
import { scheduleText, secondsOf } from '../../lib/schedule';
import { useCan } from '../../session/session';
import { NumberInput } from '../../ui/number-input';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import { HeaderFields, headersPatch, type OwnHeader } from './header-fields';

/** Where webhooks go, with which headers, how quickly and how often again. */
export function SettingsForm({ subscription }: { readonly subscription: Subscription }) {
  const { t } = useTranslation('subscriptions');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const canChange = useCan('subscriptions:write');
  const letters = t('schedule.letters', { returnObjects: true });
  const { id, url, rateLimit, retrySchedule, headerNames } = subscription;
  // The same while they are: the form compares.
  const headers = useMemo(
    () => headerNames.map((name): OwnHeader => ({ name, value: '', isSaved: true })),
    [headerNames],
  );
  const { field, error, isPending, isDirty, form } = useApiForm({
    initialValues: {
      url,
      headers,
      rateLimit: (rateLimit ?? '') as number | string,
      retrySchedule: retrySchedule ? scheduleText(retrySchedule, letters) : '',
    },
    validate: (values) => ({
      ...(secondsOf(values.retrySchedule) === null && { retrySchedule: t('schedule.wrong') }),
    }),
    send: (values) =>
      updateSubscription(id, {
        url: values.url,
        headers: headersPatch(headerNames, values.headers),
        rateLimit: values.rateLimit === '' ? null : Number(values.rateLimit),
        retrySchedule:
          values.retrySchedule.trim() === '' ? null : [...(secondsOf(values.retrySchedule) ?? [])],
      }),
    onDone: (changed) => {
      queryClient.setQueryData(subscriptionQuery(id).queryKey, (known) => known && { ...known, ...changed });
      void queryClient.invalidateQueries({ queryKey: ['subscriptions', 'list'] });
      toast(t('saved'));
    },
  });
  return (
    <form {...form}>
      <fieldset disabled={!canChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack maw={640} mb="xl">
          <TextInput
            label={t('create.url')}
            description={t('create.urlHelp')}
            type="url"
            required
            spellCheck={false}
            {...field('url')}
          />
          <HeaderFields {...field('headers')} />
          <NumberInput label={t('create.rate')} {...field('rateLimit')} />
          <TextInput
            label={t('schedule.label')}
            description={t('schedule.help')}
            placeholder={scheduleText([5, 300, 1800, 7200], letters)}
            {...field('retrySchedule')}
          />
          <ProblemAlert error={error} />
          <div>
            <Button type="submit" variant="default" loading={isPending} disabled={!isDirty}>
              {common('action.save')}
            </Button>
          </div>
        </Stack>
      </fieldset>
    </form>
  );
}
