import { type FormRulesRecord, useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Problem, toProblem } from '../api/problem';
import { splitFieldErrors } from '../lib/field-errors';
import { fieldText } from '../i18n/problem-text';

interface ApiForm<Values, Result> {
  readonly initialValues: Values;
  readonly send: (values: Values) => Promise<Result>;
  readonly onDone: (result: Result, values: Values) => void;
  /** For what the API cannot be asked; it judges the rest. */
  readonly validate?: FormRulesRecord<Values>;
  readonly onChange?: (values: Values) => void;
}

/**
 * A form whose fields are named as the members of the request: what the API says of `/name` stands at the field `name`, the rest in
 * `error`, to be shown by ProblemAlert.
 */
export function useApiForm<Values extends Record<string, unknown>, Result>({
  initialValues,
  send,
  onDone,
  validate,
  onChange,
}: ApiForm<Values, Result>) {
  const { t } = useTranslation('errors');
  const form = useForm<Values>({ initialValues, validate, onValuesChange: onChange });
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onError: (thrown) => {
      const { byField } = splitFieldErrors(toProblem(thrown).errors, Object.keys(initialValues));
      form.setErrors(Object.fromEntries([...byField].map(([field, entry]) => [field, fieldText(t, entry)])));
    },
  });
  return {
    form,
    isPending,
    reset,
    error: error ? unplaced(toProblem(error), Object.keys(initialValues)) : null,
    onSubmit: form.onSubmit((values) => mutate(values)),
  };
}

/** Nothing is to be said above a form when all is said at its fields. */
function unplaced(problem: Problem, fields: readonly string[]): Problem | null {
  const { byField, rest } = splitFieldErrors(problem.errors, fields);
  return byField.size > 0 && rest.length === 0 ? null : problem;
}
