import { Autocomplete, Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/contracts';
import { publishMessage } from '../../api/messages';
import { composeJson, fits, typedOf } from '../../lib/compose-json';
import { isJson } from '../../lib/is-json';
import { mistakePlace } from '../../lib/json-mistake';
import { fieldsOf, type SchemaField } from '../../lib/schema-fields';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import { useDraft } from '../../ui/use-draft';
import { ContractFields, inputName } from './contract-fields';

interface SendFormProps {
  readonly topicId: string;
  /** Those in force. */
  readonly contracts: readonly Contract[];
  readonly onClose: () => void;
}

interface Values extends Record<string, string> {
  readonly type: string;
  /** JSON. */
  readonly data: string;
  readonly view: string;
}

const EMPTY_DATA = '{\n  \n}';

/** Type and data of a message; what is sent is what the JSON view shows, to the character. */
export function SendForm({ topicId, contracts, onClose }: SendFormProps) {
  const { t } = useTranslation('messages');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const draft = useDraft<Values>(`message.${topicId}`, {
    type: contracts[0]?.type ?? '',
    data: EMPTY_DATA,
    view: 'form',
  });
  // Pressing the button again after a lost answer sends no second message.
  const key = useRef(crypto.randomUUID());
  const fieldsByType = useMemo(
    () => new Map(contracts.map(({ type, schema }) => [type, fieldsOf(JSON.parse(schema))])),
    [contracts],
  );
  const { values, field, setValues, error, isPending, form } = useApiForm<Values, unknown>({
    initialValues: { ...inputsOf(fieldsByType), ...draft.initial },
    validate: (values) => {
      const fields = formFields(values);
      if (fields.length > 0) return problemsOf(values, fields, (name) => t(`send.${name}`));
      if (isJson(values.data)) return {};
      const mistake = mistakePlace(values.data);
      return { data: mistake ? common('json.mistake', mistake) : t('send.notJson') };
    },
    onChange: (values) => {
      key.current = crypto.randomUUID();
      draft.keep(values);
    },
    send: (values) => publishMessage(topicId, values.type, dataOf(values, formFields(values)), key.current),
    onDone: () => {
      draft.forget();
      void queryClient.invalidateQueries({ queryKey: ['messages', topicId] });
      void queryClient.invalidateQueries({ queryKey: ['topics', 'stats', topicId] });
      toast(t('send.done'));
      onClose();
    },
  });
  const first = useRef<HTMLInputElement>(null);
  // The dialog is open before the form is there.
  useEffect(() => first.current?.focus(), []);
  const known = fieldsByType.get(values.type) ?? [];
  const fields = formFields(values);
  const example = contracts.find(({ type }) => type === values.type)?.example;

  /** The fields of the form when the message is made by one. */
  function formFields({ type, view }: Values): readonly SchemaField[] {
    return view === 'form' ? (fieldsByType.get(type) ?? []) : [];
  }
  const show = (view: string) =>
    setValues(view === 'json' ? { ...values, view, data: dataOf(values, known) } : withTyped(values, known));

  return (
    <form {...form}>
      <Stack>
        <Autocomplete
          label={t('send.type')}
          description={t('send.typeHelp')}
          placeholder="car.chosen"
          required
          data={contracts.map(({ type }) => type)}
          autoCapitalize="none"
          spellCheck={false}
          ref={first}
          openOnFocus={false}
          {...field('type')}
        />
        {known.length > 0 && (
          <Group justify="space-between">
            <SegmentedControl
              size="xs"
              aria-label={t('send.view')}
              value={fields.length > 0 ? 'form' : 'json'}
              onChange={show}
              data={(['form', 'json'] as const).map((view) => ({ value: view, label: t(`send.${view}`) }))}
            />
            {example !== undefined && (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => setValues(withTyped({ ...values, data: example }, known))}
              >
                {t('send.example')}
              </Button>
            )}
          </Group>
        )}
        {fields.length > 0 ? (
          <ContractFields fields={fields} field={field} />
        ) : (
          <Textarea
            label={t('send.data')}
            description={t('send.dataHelp')}
            required
            autosize
            minRows={6}
            maxRows={16}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
            {...field('data')}
          />
        )}
        <ProblemAlert error={error} />
        <FormButtons action={t('send.button')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function dataOf(values: Values, fields: readonly SchemaField[]): string {
  if (fields.length === 0 || values.view === 'json') return values.data.trim();
  return composeJson(fields, Object.fromEntries(fields.map((one) => [one.path, values[inputName(one)]])));
}

/** The form for what the JSON says; it stays JSON when the form cannot say it. */
function withTyped(values: Values, fields: readonly SchemaField[]): Values {
  const typed = values.data.trim() === '{}' || isBlank(values.data) ? {} : typedOf(fields, values.data);
  if (!typed) return { ...values, view: 'json' };
  const inputs = fields.map((one) => [inputName(one), typed[one.path] ?? ''] as const);
  return { ...values, ...Object.fromEntries(inputs), view: 'form' };
}

/** Every input that a form can have, empty: an error finds its place by their names. */
function inputsOf(fieldsByType: ReadonlyMap<string, readonly SchemaField[]>): Record<string, string> {
  return Object.fromEntries([...fieldsByType.values()].flat().map((one) => [inputName(one), '']));
}

const isBlank = (data: string) => data.replaceAll(/\s/g, '') === '{}';

function problemsOf(
  values: Values,
  fields: readonly SchemaField[],
  text: (name: 'notJson' | 'notNumber') => string,
): Record<string, string> {
  const wrong = fields.filter((one) => !fits(one, values[inputName(one)] ?? ''));
  return Object.fromEntries(
    wrong.map((one) => [inputName(one), text(one.kind === 'number' ? 'notNumber' : 'notJson')]),
  );
}
