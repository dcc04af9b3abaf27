/** The points of a line that no line goes to: nothing stands before them, nor after. @example lonePoints([1, 2, null, 3]) // [3] */
export function lonePoints(values: ArrayLike<number | null | undefined>): number[] {
  const isThere = (at: number) => typeof values[at] === 'number';
  return Array.from(values, (_, at) => at).filter(
    (at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1),
  );
}
