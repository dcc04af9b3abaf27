import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { topicQuery } from '../../api/topics';
import { useMe } from '../../session/session';
import { EmptyState } from '../../ui/empty-state';

/** Before the first message: the owner is told how to send it. */
export function NoMessages({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('messages');
  const { partner } = useMe();
  const { data: topic } = useQuery(topicQuery(topicId));
  const isOwner = topic?.ownerId === partner.id;
  return <EmptyState title={t('empty')} text={t(isOwner ? 'emptyOwner' : 'emptyReader')} />;
}
