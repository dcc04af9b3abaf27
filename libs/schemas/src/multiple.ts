/** A number's decimal digits, and the power of ten that they are of. */
function decimal(value: number): { readonly digits: bigint; readonly power: number } {
  const [digits = '', power] = value.toExponential().split('e');
  const fraction = digits.split('.')[1] ?? '';
  return { digits: BigInt(digits.replace('.', '')), power: Number(power) - fraction.length };
}

/**
 * Whether a number is a multiple of another one as people write them: divided as they are kept, 19.99 would be none of 0.01.
 *
 * @param divisor greater than 0
 * @example isMultiple(19.99, 0.01) // true
 */
export function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  if (!Number.isFinite(value)) return false;
  const [a, b] = [decimal(value), decimal(divisor)];
  const lowest = Math.min(a.power, b.power);
  const scaled = ({ digits, power }: typeof a) => digits * 10n ** BigInt(power - lowest);
  return scaled(a) % scaled(b) === 0n;
}
