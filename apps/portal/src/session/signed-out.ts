/** Whether the session has ended while pages are open: a dialog asks for the password, refused requests wait for its end. */
let waiting: Promise<void> | undefined;
let finish: (() => void) | undefined;
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

/** Resolves when the person has signed in again; all requests that were refused share one dialog. */
export function whenSignedInAgain(): Promise<void> {
  waiting ??= new Promise<void>((resolve) => {
    finish = resolve;
    // After the assignment of `waiting`.
    queueMicrotask(tell);
  });
  return waiting;
}

/** To be called when the person has signed in again. */
export function signedInAgain(): void {
  finish?.();
  waiting = undefined;
  tell();
}

export const isSignedOut = (): boolean => waiting !== undefined;

export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
