/**
 * Where to go after signing in: `?next=`, which may only be an address of this origin. The parsed address is compared and used, since a
 * path alone can begin with two slashes.
 */
export function nextAddress(next: string | undefined, origin: string): string {
  const home = new URL('/', origin).href;
  try {
    const address = new URL(next ?? '/', origin);
    return address.origin === origin ? address.href : home;
  } catch {
    return home;
  }
}
