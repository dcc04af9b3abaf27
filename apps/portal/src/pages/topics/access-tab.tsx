import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { topicAccessRequestsQuery } from '../../api/access-requests';
import { grantsQuery } from '../../api/topics';
import { ActionButton } from '../../ui/action-button';
import { After } from '../../ui/after';
import { EmptyState } from '../../ui/empty-state';
import { Section } from '../../ui/section';
import { GrantDialog } from '../access/grant-dialog';
import { GrantList } from '../access/grant-list';
import { RequestList } from '../access/request-list';

/** Who asks to read the topic, and who may read it: what of it, since when, until when. */
export function AccessTab() {
  const { t } = useTranslation('access');
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const requests = useInfiniteQuery(topicAccessRequestsQuery(topicId, 'pending'));
  const grants = useInfiniteQuery(grantsQuery(topicId));
  const [isGiving, setGiving] = useState(false);
  const isAsked = (requests.data?.length ?? 0) > 0;
  return (
    <>
      {isAsked && (
        <Section title={t('requests')}>
          <RequestList label={t('requests')} query={requests} without="topic" empty={null} />
        </Section>
      )}
      <After ready={!requests.isPending}>
        <Section
          title={t('readers')}
          aside={
            <ActionButton scope="topics:write" variant="default" onClick={() => setGiving(true)}>
              {t('give')}
            </ActionButton>
          }
        >
          <Text c="dimmed" maw="72ch" mb="sm">
            {t('about')}
          </Text>
          <GrantList
            label={t('readers')}
            query={grants}
            without="topic"
            empty={<EmptyState title={t('empty')} text={t('emptyHelp')} />}
          />
        </Section>
      </After>
      {isGiving && <GrantDialog topicId={topicId} onClose={() => setGiving(false)} />}
    </>
  );
}
