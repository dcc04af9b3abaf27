import { Alert, Button, Text } from '@mantine/core';
import { Check, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../../api/problem';
import { useChangeText } from './use-change-text';
import { ProblemAlert } from '../../../ui/problem-alert';
import classes from './contract.module.css';
import type { ContractChecking } from './use-contract-check';

/** What the check says: it fits, it would break something, or it is no contract. */
export function ContractCheckResult({ check }: { readonly check: ContractChecking }) {
  const { t } = useTranslation('contracts');
  const { result, problem } = check;
  const breaking = problem?.code === 'CONTRACT_INCOMPATIBLE' ? problem.errors : result?.changes;
  if (problem && problem.code !== 'CONTRACT_INCOMPATIBLE')
    return (
      <div>
        <ProblemAlert error={problem} />
        <Errors of={problem.errors} />
      </div>
    );
  if (!breaking) return null;
  if (breaking.length === 0)
    return (
      <Alert
        variant="default"
        role="status"
        icon={<Check size={18} color="var(--anika-good)" />}
        title={t('compatible')}
      >
        {result?.version === 1 ? t('firstHelp') : t('compatibleHelp', { version: result?.version })}
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
      <Errors of={breaking} />
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

function Errors({ of }: { readonly of: readonly FieldError[] }) {
  const textOf = useChangeText();
  if (of.length === 0) return null;
  return (
    <ul className={classes.errors}>
      {of.map((error) => (
        <li key={`${error.pointer} ${error.message}`}>
          <span className="mono">{error.pointer}</span>: {textOf(error)}
        </li>
      ))}
    </ul>
  );
}
