import { type ChangeEvent, useState } from 'react';

export type Errors<Values> = { readonly [Name in keyof Values]?: string };

/** What inputs give to `onChange`: an event or the value itself. */
type Change =
  ChangeEvent<HTMLInputElement | HTMLTextAreaElement> | string | number | readonly unknown[] | null;

/** The values of a form with an error for each; changing a field takes its error away. */
export function useFields<Values extends Record<string, unknown>>(
  initial: Values,
  onChange?: (values: Values) => void,
) {
  const [values, setState] = useState(initial);
  const [errors, setErrors] = useState<Errors<Values>>({});
  const setValues = (changed: Values) => {
    setState(changed);
    onChange?.(changed);
  };
  /** What an input of that name needs; `also`: what changes with it. @example <TextInput label={…} {...form.field('name')} /> */
  const field = <Name extends keyof Values & string>(
    name: Name,
    also?: (value: Values[Name]) => Partial<Values>,
  ) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (change: Change) => {
      const value =
        typeof change === 'object' && change !== null && 'currentTarget' in change
          ? change.currentTarget.value
          : (change ?? '');
      const changed = { [name]: value, ...also?.(value as Values[Name]) };
      const isKept = ([mended]: readonly [string, unknown]) => !(mended in changed);
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(isKept)) as Errors<Values>);
      setValues({ ...values, ...changed });
    },
  });
  const isDirty = Object.keys(initial).some((name) => values[name] !== initial[name]);
  return { values, setValues, setErrors, field, isDirty } as const;
}
