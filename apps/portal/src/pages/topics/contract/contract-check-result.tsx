import { Alert, Button, Text } from '@mantine/core';
import { Check, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useChangeText } from './use-change-text';
import { FieldErrors } from '../../../ui/field-errors';
import { ProblemAlert } from '../../../ui/problem-alert';
import type { ContractChecking } from './use-contract-check';

/** What the check says: it fits, it would break something, or it is no contract. */
export function ContractCheckResult({ check }: { readonly check: ContractChecking }) {
  const { t } = useTranslation('contracts');
  const textOf = useChangeText();
  const { result, problem } = check;
  const breaking = problem?.code === 'CONTRACT_INCOMPATIBLE' ? problem.errors : result?.changes;
  if (problem && problem.code !== 'CONTRACT_INCOMPATIBLE')
    return <ProblemAlert error={problem} textOf={textOf} />;
  if (!breaking) return null;
  // The first version has nothing that it could be compatible with.
  const isFirst = result?.version === 1;
  if (breaking.length === 0)
    return (
      <Alert
        variant="default"
        role="status"
        icon={<Check size={18} color="var(--anika-good)" />}
        title={t(isFirst ? 'valid' : 'compatible')}
      >
        {isFirst ? t('firstHelp') : t('compatibleHelp', { version: result?.version })}
      </Alert>
    );
  return (
    <Alert
      variant="default"
      role="alert"
      icon={<TriangleAlert size={18} color="var(--anika-warn)" />}
      title={t('breaking')}
    >
      <Text size="sm" mb="xs">
        {t('breakingHelp')}
      </Text>
      <FieldErrors of={breaking} textOf={textOf} />
      <Button
        color="red.9"
        size="compact-sm"
        mt="sm"
        loading={check.isSaving}
        onClick={() => check.save(true)}
      >
        {t('force')}
      </Button>
    </Alert>
  );
}
