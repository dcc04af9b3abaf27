import { useMutation } from '@tanstack/react-query';
import { checkContract, type ContractCheck } from '../../../api/contracts';
import { type Problem, toProblem } from '../../../api/problem';

interface ContractTexts {
  readonly type: string;
  readonly schema: string;
  readonly example: string;
}

interface ContractCheckOf {
  readonly topicId: string;
  readonly texts: ContractTexts;
  readonly save: (force: boolean) => Promise<unknown>;
  readonly onSaved: (type: string) => void;
}

export interface ContractChecking {
  /** What the change would be, once it was asked. */
  readonly result?: ContractCheck;
  readonly problem?: Problem;
  readonly isChecking: boolean;
  readonly isSaving: boolean;
  readonly run: () => void;
  readonly save: (force: boolean) => void;
  readonly reset: () => void;
}

/** Asks what a contract's change would break, and saves it. */
export function useContractCheck({ topicId, texts, save, onSaved }: ContractCheckOf): ContractChecking {
  const checking = useMutation({ mutationFn: () => checkContract(topicId, texts.type, texts) });
  const saving = useMutation({ mutationFn: save, onSuccess: () => onSaved(texts.type) });
  const error = saving.error ?? checking.error;
  return {
    result: checking.data,
    problem: error ? toProblem(error) : undefined,
    isChecking: checking.isPending,
    isSaving: saving.isPending,
    run: () => {
      saving.reset();
      checking.mutate();
    },
    save: (force) => saving.mutate(force),
    reset: () => {
      saving.reset();
      checking.reset();
    },
  };
}
