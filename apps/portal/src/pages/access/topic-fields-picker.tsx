import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldsPicker } from '../../ui/fields-picker';
import { useTopicFields } from '../topics/use-topic-fields';

type TopicFieldsPickerProps = Omit<ComponentProps<typeof FieldsPicker>, 'fields'> & {
  /** Empty until one is chosen. */
  readonly topicId: string;
};

/** Paths of a topic's data, by what is known of it. */
export function TopicFieldsPicker({ topicId, ...props }: TopicFieldsPickerProps) {
  const { t } = useTranslation('access');
  const common = { placeholder: t('fieldsPlaceholder'), ...props };
  return topicId === '' ? <FieldsPicker {...common} fields={[]} /> : <Known {...common} topicId={topicId} />;
}

function Known({ topicId, ...props }: TopicFieldsPickerProps) {
  return <FieldsPicker {...props} fields={useTopicFields(topicId)} />;
}
