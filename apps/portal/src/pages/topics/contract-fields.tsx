import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unquoted } from '../../lib/json-scalars';
import type { SchemaField } from '../../lib/schema-fields';
import { DateInput } from '../../ui/date-input';

interface Input {
  readonly value?: string;
}

interface ContractFieldsProps {
  readonly fields: readonly SchemaField[];
  /** What an input of that name needs. */
  readonly field: (name: string) => Input;
}

/** What the input of a field is called: what the API says of `/data/client/city` stands at it. */
export const inputName = ({ names }: SchemaField): string =>
  ['data', ...names.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

/** An input for each value that a contract describes. */
export function ContractFields({ fields, field }: ContractFieldsProps) {
  return fields.map((one) => <ContractInput key={one.path} of={one} input={field(inputName(one))} />);
}

const INPUTS: Readonly<Record<string, string>> = { email: 'email', uri: 'url' };

function ContractInput({ of, input }: { readonly of: SchemaField; readonly input: Input }) {
  const { t } = useTranslation('messages');
  const common = {
    ...input,
    label: of.title,
    description: of.description,
    withAsterisk: of.isRequired,
    placeholder: of.example,
  };
  if (of.kind === 'choice' || of.kind === 'boolean') {
    const options = of.kind === 'boolean' ? ['true', 'false'] : of.options;
    const name = (option: string) =>
      of.kind === 'boolean' ? t(`send.${option as 'true' | 'false'}`) : unquoted(option);
    return (
      <NativeSelect
        {...common}
        data={[{ value: '', label: '—' }, ...options.map((value) => ({ value, label: name(value) }))]}
      />
    );
  }
  if (of.kind === 'json' || of.kind === 'list')
    return (
      <Textarea
        {...common}
        description={of.description ?? t('send.anyJson')}
        autosize
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
    );
  if (of.format === 'date') return <DateInput {...common} />;
  return (
    <TextInput
      {...common}
      type={INPUTS[of.format ?? ''] ?? 'text'}
      inputMode={of.kind === 'number' ? 'decimal' : undefined}
    />
  );
}
