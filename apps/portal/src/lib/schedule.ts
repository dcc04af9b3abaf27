/** Units by their letters, in both languages; seconds of each. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  с: 1,
  m: 60,
  min: 60,
  м: 60,
  мин: 60,
  h: 3600,
  ч: 3600,
  d: 86_400,
  д: 86_400,
};
const DELAY = /^(\d+(?:[.,]\d+)?)\s*(\p{L}*)\.?$/u;

/** Delays as a person writes them, in seconds; null when one is not understood. @example secondsOf('5 s, 5 m, 2 h') // [5, 300, 7200] */
export function secondsOf(text: string): readonly number[] | null {
  const parts = text
    .split(/[;\n]|,\s+|,$/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const seconds = parts.map((part) => {
    const [, number = '', unit = ''] = DELAY.exec(part) ?? [];
    return (
      Number(number.replace(',', '.') || Number.NaN) *
      (unit === '' ? 1 : (UNITS[unit.toLowerCase()] ?? Number.NaN))
    );
  });
  return seconds.some(Number.isNaN) ? null : seconds;
}

/** @example scheduleText([5, 300, 7200], { s: 's', m: 'm', h: 'h', d: 'd' }) // '5 s, 5 m, 2 h' */
export function scheduleText(
  seconds: readonly number[],
  letters: Readonly<Record<'s' | 'm' | 'h' | 'd', string>>,
): string {
  const sizes = [
    [86_400, letters.d],
    [3600, letters.h],
    [60, letters.m],
  ] as const;
  return seconds
    .map((each) => {
      const [size, letter] = sizes.find(([unit]) => each >= unit && each % unit === 0) ?? [1, letters.s];
      return `${each / size} ${letter}`;
    })
    .join(', ');
}
