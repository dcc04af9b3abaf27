import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';
import { shortId } from '../lib/short-id';
import { CopyButton } from './copy-button';
import { EmptyState, NoRight } from './empty-state';
import { LinkButton } from './link-button';

/** Instead of what could not be loaded: what happened, what to do, the request's id. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const { t: errors } = useTranslation('errors');
  const problem = toProblem(error);
  if (problem.status === 403) return <NoRight />;
  if (problem.status === 404) return <NotFound />;
  const { title, help } = problemText(errors, problem);
  // What is erased does not come back.
  if (problem.status === 410)
    return (
      <div role="alert">
        <EmptyState title={title} text={help} />
      </div>
    );
  return (
    <div role="alert">
      <EmptyState
        title={title}
        text={help}
        action={
          <Group justify="center" gap="sm">
            {onRetry && (
              <Button variant="default" onClick={onRetry}>
                {t('action.retry')}
              </Button>
            )}
            {problem.requestId && (
              <Group gap={4} wrap="nowrap" justify="center">
                <span className="mono" title={problem.requestId}>
                  {t('error.request', { id: shortId(problem.requestId) })}
                </span>
                <CopyButton text={problem.requestId} label={t('action.copyRequest')} />
              </Group>
            )}
          </Group>
        }
      />
    </div>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      order={1}
      title={t('error.notFound')}
      text={t('error.notFoundHelp')}
      action={
        <LinkButton to="/" variant="default">
          {t('error.home')}
        </LinkButton>
      }
    />
  );
}
