import { NumberInput as MantineNumberInput, type NumberInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { separatorsOf } from '../i18n/format';

const POINTS = ['.', ','];

/** A number, whole unless said, written as the language writes it: «1 000», “1,000”. */
export function NumberInput(props: NumberInputProps) {
  const { i18n } = useTranslation();
  const { group, decimal } = separatorsOf(i18n.language);
  return (
    <MantineNumberInput
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator={group}
      decimalSeparator={decimal}
      allowedDecimalSeparators={POINTS.filter((point) => point !== group)}
      hideControls
      {...props}
    />
  );
}
