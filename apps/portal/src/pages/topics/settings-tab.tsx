import { Button, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteTopic, searchIndexQuery, topicQuery, updateTopic } from '../../api/topics';
import { toPaths } from '../../lib/paths';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { FieldsPicker } from '../../ui/fields-picker';
import { NumberInput } from '../../ui/number-input';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import { Erasures } from './erasures';
import { SearchProgress } from './search-progress';
import { useTopicFields } from './use-topic-fields';

export function SettingsTab() {
  const { t } = useTranslation('topics');
  const { t: common } = useTranslation();
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const { data: topic } = useSuspenseQuery(topicQuery(topicId));
  const queryClient = useQueryClient();
  const canChange = useCan('topics:write');
  const fields = useTopicFields(topicId);
  const { field, error, isPending, isDirty, form } = useApiForm({
    initialValues: {
      title: topic.title,
      name: topic.name,
      description: topic.description,
      visibility: topic.visibility,
      retentionDays: (topic.retentionDays ?? '') as number | string,
      searchableFields: topic.searchableFields.join(', '),
    },
    send: ({ retentionDays, searchableFields, ...rest }) =>
      updateTopic(topicId, {
        ...rest,
        retentionDays: retentionDays === '' ? null : Number(retentionDays),
        searchableFields: toPaths(searchableFields) ?? [],
      }),
    onDone: (changed) => {
      queryClient.setQueryData(topicQuery(topicId).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: ['topics', 'list'] });
      void queryClient.invalidateQueries({ queryKey: searchIndexQuery(topicId).queryKey });
      toast(t('settings.saved'));
    },
  });
  return (
    <>
      <form {...form}>
        <fieldset disabled={!canChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack maw={640} mb="xl">
            <TextInput label={t('create.title_')} required {...field('title')} />
            <TextInput
              label={t('create.name')}
              description={t('create.nameHelp')}
              required
              spellCheck={false}
              {...field('name')}
            />
            <Textarea label={t('create.description')} autosize minRows={2} {...field('description')} />
            <Radio.Group label={t('create.visibility')} {...field('visibility')}>
              <Stack gap="xs" mt={4}>
                <Radio value="private" label={t('create.private')} />
                <Radio value="catalog" label={t('create.catalog')} />
              </Stack>
            </Radio.Group>
            <NumberInput
              label={t('settings.retention')}
              description={t('settings.retentionHelp')}
              {...field('retentionDays')}
            />
            <FieldsPicker
              label={t('settings.searchable')}
              description={t('settings.searchableHelp')}
              fields={fields}
              {...field('searchableFields')}
            />
            <SearchProgress topicId={topicId} />
            <ProblemAlert error={error} />
            <div>
              <Button type="submit" variant="default" loading={isPending} disabled={!isDirty}>
                {common('action.save')}
              </Button>
            </div>
          </Stack>
        </fieldset>
      </form>
      <Erasures topic={topic} />
      <DeleteTopic topicId={topicId} title={topic.title} name={topic.name} />
    </>
  );
}

interface DeleteTopicProps {
  readonly topicId: string;
  readonly title: string;
  readonly name: string;
}

function DeleteTopic({ topicId, title, name }: DeleteTopicProps) {
  const { t } = useTranslation('topics');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title={t('settings.danger')}>
      <ActionButton
        scope="topics:write"
        variant="default"
        c="var(--anika-bad)"
        onClick={() => setAsking(true)}
      >
        {t('settings.delete')}
      </ActionButton>
      <ConfirmDestructive
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('settings.deleteTitle', { title })}
        text={t('settings.deleteText')}
        action={t('settings.delete')}
        name={name}
        onConfirm={() => deleteTopic(topicId)}
        onDone={() => {
          toast(t('settings.deleted', { title }));
          void queryClient.invalidateQueries({ queryKey: ['topics'] });
          void navigate({ to: '/topics' });
        }}
      />
    </Section>
  );
}
