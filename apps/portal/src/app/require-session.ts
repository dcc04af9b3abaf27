import { redirect } from '@tanstack/react-router';
import { toProblem } from '../api/problem';
import { queryClient } from '../api/query-client';
import { meQuery } from '../session/session';

/** Before a page below the shell: who has no session is sent to the sign-in page, and comes back afterwards. */
export async function requireSession({
  location,
}: {
  readonly location: { readonly href: string };
}): Promise<void> {
  try {
    await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (toProblem(error).status !== 401) throw error;
    // oxlint-disable-next-line no-throw-literal -- how the router is told to go elsewhere
    throw redirect({ to: '/sign-in', search: { next: location.href } });
  }
}
