import { cssVariables, theme } from './theme';

type Scheme = 'light' | 'dark';

/** Of sRGB, by WCAG 2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [more, less] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (more! + 0.05) / (less! + 0.05);
}

const colorOf = (scheme: Scheme, name: string) =>
  (cssVariables(theme as never)[scheme] as Record<string, string>)[name]!;

describe.each(['light', 'dark'] as const)('In the %s theme', (scheme) => {
  it.each(['--mantine-color-body', '--anika-soft'])('what is off stands out from %s', (behind) =>
    expect(contrast(colorOf(scheme, '--anika-off'), colorOf(scheme, behind))).toBeGreaterThanOrEqual(3),
  );

  it('numbers of a payload are read', () =>
    expect(contrast(colorOf(scheme, '--anika-warn'), colorOf(scheme, '--anika-soft'))).toBeGreaterThanOrEqual(
      4.5,
    ));
});
