import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { publishMessage } from '../../api/messages';
import type { Topic } from '../../api/topics';
import { isJson } from '../../lib/is-json';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import { useDraft } from '../../ui/use-draft';

interface SendMessageProps {
  readonly topic: Topic;
  readonly onClose: () => void;
}

/** A message by hand; its data goes out exactly as it was typed. */
export function SendMessage({ topic, onClose }: SendMessageProps) {
  const { t } = useTranslation('messages');
  return (
    <Modal opened onClose={onClose} title={t('send.title', { title: topic.title })} size="lg">
      <Form topicId={topic.id} onClose={onClose} />
    </Modal>
  );
}

function Form({ topicId, onClose }: { readonly topicId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  const draft = useDraft(`message.${topicId}`, { type: '', data: '{\n  \n}' });
  // Pressing the button again after a lost answer sends no second message.
  const key = useRef(crypto.randomUUID());
  const { field, error, isPending, onSubmit } = useApiForm({
    initialValues: draft.initial,
    validate: ({ data }) => (isJson(data) ? {} : { data: t('send.notJson') }),
    onChange: (values) => {
      key.current = crypto.randomUUID();
      draft.keep(values);
    },
    send: ({ type, data }) => publishMessage(topicId, type, data.trim(), key.current),
    onDone: () => {
      draft.forget();
      void queryClient.invalidateQueries({ queryKey: ['messages', topicId] });
      toast(t('send.done'));
      onClose();
    },
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={t('send.type')}
          description={t('send.typeHelp')}
          placeholder="car.chosen"
          required
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          {...field('type')}
        />
        <Textarea
          label={t('send.data')}
          description={t('send.dataHelp')}
          required
          autosize
          minRows={6}
          maxRows={16}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          {...field('data')}
        />
        <ProblemAlert error={error} />
        <FormButtons action={t('send.button')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
