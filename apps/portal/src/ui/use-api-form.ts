import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, toProblem } from '../api/problem';
import { constraintText, fieldText } from '../i18n/problem-text';
import { splitFieldErrors } from '../lib/field-errors';
import { brokenFields } from './broken-fields';
import { type Errors, useFields } from './use-fields';

interface ApiForm<Values, Result> {
  readonly initialValues: Values;
  readonly send: (values: Values) => Promise<Result>;
  readonly onDone: (result: Result) => void;
  /** Errors by field, for what the API cannot be asked; it judges the rest. */
  readonly validate?: (values: Values) => Errors<Values>;
  readonly onChange?: (values: Values) => void;
}

/**
 * A form whose fields are named as the members of the request: what the API says of `/name` stands at the field `name`, the rest in
 * `error`, to be shown by ProblemAlert.
 *
 * @example <form {...form}><TextInput required {...field('name')} /></form>
 */
export function useApiForm<Values extends Record<string, unknown>, Result>({
  initialValues,
  send,
  onDone,
  validate,
  onChange,
}: ApiForm<Values, Result>) {
  const { t, i18n } = useTranslation('errors');
  const { values, setValues, setErrors, field, isDirty } = useFields(initialValues, onChange);
  const names = Object.keys(initialValues);
  const { mutate, isPending, error } = useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onError: (thrown) => {
      const { byField } = splitFieldErrors(toProblem(thrown).errors, names);
      const texts = [...byField].map(([name, entry]) => [name, fieldText(t, entry)] as const);
      setErrors(Object.fromEntries(texts) as Errors<Values>);
    },
  });
  /** With values, those are sent instead of what stands in the fields. */
  const submit = (chosen: Values = values, broken: Errors<Values> = {}) => {
    const errors = { ...validate?.(chosen), ...broken };
    setErrors(errors);
    if (Object.keys(errors).length === 0) mutate(chosen);
  };
  /** What its inputs demand (`required`, `type`, `min`) is judged here: the browser's bubbles speak the browser's language. */
  const onSubmit = (event: SyntheticEvent<HTMLElement>) => {
    event.preventDefault();
    const broken = [...brokenFields(event.currentTarget.closest('form')!)];
    const texts = broken.map(([name, one]) => [name, constraintText(t, i18n.language, one)] as const);
    submit(values, Object.fromEntries(texts) as Errors<Values>);
  };
  return {
    values,
    field,
    isDirty,
    isPending,
    setValues,
    submit,
    error: error ? unplaced(toProblem(error), names) : null,
    form: { noValidate: true, onSubmit },
  } as const;
}

/** Nothing is to be said above a form when all is said at its fields. */
function unplaced(problem: Problem, fields: readonly string[]): Problem | null {
  const { byField, rest } = splitFieldErrors(problem.errors, fields);
  if (byField.size === 0) return problem;
  const { status, code, message: detail, requestId, retryAfter } = problem;
  return rest.length === 0
    ? null
    : new Problem({ status, code, detail, requestId, errors: rest }, retryAfter);
}
