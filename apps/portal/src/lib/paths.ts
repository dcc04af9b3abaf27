/** Paths of data, as they are typed: separated by commas or new lines; null when there is none. @example toPaths('client.city, car') // ['client.city', 'car'] */
export function toPaths(text: string): string[] | null {
  const paths = text
    .split(/[,\n]/)
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return paths.length === 0 ? null : [...new Set(paths)];
}
