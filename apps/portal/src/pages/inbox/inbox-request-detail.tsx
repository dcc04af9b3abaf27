import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type InboxRequest, inboxRequestQuery } from '../../api/inboxes';
import { isJson } from '../../lib/is-json';
import { visible } from '../../lib/visible';
import { CopyButton } from '../../ui/copy-button';
import { ErrorState, NotFound } from '../../ui/error-state';
import { Facts } from '../../ui/facts';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { Payload } from '../../ui/payload/payload';
import { RawView } from '../../ui/payload/raw-view';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import classes from '../deliveries/attempt-card.module.css';

interface InboxRequestDetailProps {
  readonly inboxId: string;
  readonly requestId: string;
  /** When a list has read it already. */
  readonly known?: InboxRequest;
}

/** One request as it came: whether it is genuine, its exact bytes, its headers. */
export function InboxRequestDetail({ inboxId, requestId, known }: InboxRequestDetailProps) {
  const {
    data = known,
    error,
    refetch,
  } = useQuery({
    ...inboxRequestQuery(inboxId, requestId),
    enabled: known === undefined,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows rows={6} />;
  return data === null ? <NotFound /> : <Request request={data} />;
}

function Request({ request }: { readonly request: InboxRequest }) {
  const { t } = useTranslation('inbox');
  const { signature, receivedAt, messageId, attempt, answeredWith, headers, body, encoding } = request;
  const isText = encoding === 'utf8' && isJson(body);
  return (
    <Stack gap="lg">
      <div>
        <StatusBadge state={signature} />
        <Text mt={4}>{t(`signature.${signature}`)}</Text>
      </div>
      <Facts
        of={{
          [t('column.at')]: <Time at={receivedAt} detail="milliseconds" />,
          [t('column.message')]: messageId && <Id id={messageId} to={`/messages/${messageId}`} />,
          [t('column.attempt')]: attempt,
          [t('column.answer')]: answeredWith,
        }}
      />
      {isText ? (
        <Payload text={body} />
      ) : (
        <Section
          title={t(encoding === 'base64' ? 'base64' : 'body')}
          aside={<CopyButton text={body} label={t('copyBody')} />}
        >
          <RawView text={body} />
        </Section>
      )}
      <details className={classes.more} open>
        <summary>{t('headers')}</summary>
        <pre tabIndex={0}>
          {Object.entries(headers)
            .map(([name, value]) => `${name}: ${visible(value)}`)
            .join('\n')}
        </pre>
      </details>
    </Stack>
  );
}
