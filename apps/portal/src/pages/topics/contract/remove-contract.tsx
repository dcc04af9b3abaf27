import { useQueryClient } from '@tanstack/react-query';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeContract } from '../../../api/contracts';
import { ActionButton } from '../../../ui/action-button';
import { toast } from '../../../ui/toast';

const ConfirmDestructive = lazy(() => import('../../../ui/confirm-destructive'), 'ConfirmDestructive');

/** From then on messages of the type are not checked. */
export function RemoveContract({ topicId, type }: { readonly topicId: string; readonly type: string }) {
  const { t } = useTranslation('contracts');
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <ActionButton
        scope="topics:write"
        variant="default"
        c="var(--anika-bad)"
        onClick={() => setAsking(true)}
      >
        {t('remove')}
      </ActionButton>
      <Suspense>
        {isAsking && (
          <ConfirmDestructive
            opened
            onClose={() => setAsking(false)}
            title={t('removeTitle', { type })}
            text={t('removeText')}
            action={t('remove')}
            onConfirm={() => removeContract(topicId, type)}
            onDone={() => {
              toast(t('removed', { type }));
              setAsking(false);
              void queryClient.invalidateQueries({ queryKey: ['contracts', topicId] });
            }}
          />
        )}
      </Suspense>
    </>
  );
}
