import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client';
import { queryClient } from '../api/query-client';

export type Me = Schemas['Me'];
export type Scope = Schemas['Scope'];

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answerOf(api.GET('/api/v1/auth/me')),
  staleTime: 60_000,
  retry: false,
});

/** Who is signed in; only below the shell, which asks before it is shown. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the person may do this; the API decides again. */
export function useCan(scope: Scope): boolean {
  return useMe().scopes.includes(scope);
}

/** Tells the other tabs, which must not go on showing what belonged to the session. */
const tabs = new BroadcastChannel('anika-session');
tabs.addEventListener('message', leave);

export async function signIn(email: string, password: string): Promise<void> {
  await answerOf(api.POST('/api/v1/auth/session', { body: { email, password } }));
}

export async function signOut(): Promise<void> {
  await answerOf(api.DELETE('/api/v1/auth/session'));
  tabs.postMessage('signed-out');
  leave();
}

function leave(): void {
  queryClient.clear();
  sessionStorage.clear();
  location.assign('/sign-in');
}
