import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type FieldError, toProblem } from '../api/problem';
import { fieldText, problemText } from '../i18n/problem-text';
import { CopyButton } from './copy-button';
import { FieldErrors } from './field-errors';
import { Notice } from './notice';

interface ProblemAlertProps {
  readonly error: unknown;
  /** Where fields have mistakes of their own kind. */
  readonly textOf?: (error: FieldError) => string;
}

/** Above a form or in a dialog: why the action was refused, and what to do. */
export function ProblemAlert({ error, textOf }: ProblemAlertProps) {
  const { t } = useTranslation();
  const { t: errors } = useTranslation('errors');
  if (!error) return null;
  const problem = toProblem(error);
  const { title, help } = problemText(errors, problem);
  return (
    <Notice kind="problem" title={title}>
      {problem.errors.length === 0 ? (
        help
      ) : (
        <FieldErrors of={problem.errors} textOf={textOf ?? ((one) => fieldText(errors, one))} />
      )}
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
