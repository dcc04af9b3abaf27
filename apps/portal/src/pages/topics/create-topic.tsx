import { Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createTopic } from '../../api/topics';
import { topicNameOf } from '../../lib/topic-name';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

interface CreateTopicProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A new topic; afterwards its page. */
export function CreateTopic({ opened, onClose }: CreateTopicProps) {
  const { t } = useTranslation('topics');
  return (
    <Modal opened={opened} onClose={onClose} title={t('create.title')}>
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('topics');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { values, field, error, isPending, form } = useApiForm({
    initialValues: { title: '', name: '', description: '', visibility: 'private' as 'private' | 'catalog' },
    send: createTopic,
    onDone: (topic) => {
      void queryClient.invalidateQueries({ queryKey: ['topics'] });
      toast(t('create.done', { title: topic.title }));
      void navigate({ to: '/topics/$topicId/messages', params: { topicId: topic.id } });
    },
  });
  // As long as nobody has written another one.
  const isProposed = values.name === topicNameOf(values.title);
  return (
    <form {...form}>
      <Stack>
        <TextInput
          label={t('create.title_')}
          description={t('create.titleHelp')}
          required
          data-autofocus
          {...field('title', (title) => (isProposed ? { name: topicNameOf(title) } : {}))}
        />
        <TextInput
          label={t('create.name')}
          description={t('create.nameHelp')}
          placeholder="car-choice"
          required
          autoCapitalize="none"
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
        <ProblemAlert error={error} />
        <FormButtons action={t('create.button')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
