import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { GuestFrame } from '../pages/sign-in/guest-frame';
import { ErrorState } from '../ui/error-state';
import { LinkButton } from '../ui/link-button';

/** Instead of a page that failed. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

/** No page has this address. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <GuestFrame title={t('error.notFound')} subtitle={t('error.notFoundHelp')}>
      <LinkButton to="/" variant="default">
        {t('error.home')}
      </LinkButton>
    </GuestFrame>
  );
}
