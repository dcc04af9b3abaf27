import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem';

const MAX_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // Only what may be over soon: no answer, 429 and 5xx.
      retry: (failures, error) => {
        const { status } = toProblem(error);
        return failures < MAX_RETRIES && (status === 0 || status === 429 || status >= 500);
      },
    },
  },
});
