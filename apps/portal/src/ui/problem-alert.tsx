import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem';
import { problemText } from '../i18n/problem-text';
import { CopyButton } from './copy-button';
import { Notice } from './notice';

/** Above a form or in a dialog: why the action was refused, and what to do. */
export function ProblemAlert({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const { t: errors } = useTranslation('errors');
  if (!error) return null;
  const problem = toProblem(error);
  const { title, help } = problemText(errors, problem);
  return (
    <Notice kind="problem" title={title}>
      {help}
      {problem.status >= 500 && problem.requestId && (
        <Group gap={4} mt={4}>
          <Text size="xs" className="mono">
            {t('error.request', { id: problem.requestId })}
          </Text>
          <CopyButton text={problem.requestId} label={t('action.copyRequest')} />
        </Group>
      )}
    </Notice>
  );
}
