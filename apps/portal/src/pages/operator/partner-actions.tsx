import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updatePartner } from '../../api/operator';
import type { Partner } from '../../api/partners';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { LinkButton } from '../../ui/link-button';
import { problemToast, toast } from '../../ui/toast';

/** Suspends a company, which takes its name to be typed, and resumes it. */
export function PartnerActions({ partner: { id, name, status } }: { readonly partner: Partner }) {
  const { t } = useTranslation('operator');
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['partners'] });
  const { mutate: resume, isPending } = useMutation({
    mutationFn: () => updatePartner(id, { status: 'active' }),
    onSuccess: () => {
      toast(t('suspend.resumed', { name }));
      refresh();
    },
    onError: problemToast,
  });
  return (
    <>
      <LinkButton to="/operator/deliveries" search={{ partnerId: id }} variant="default">
        {t('dead.ofPartner')}
      </LinkButton>
      {status === 'active' ? (
        <ActionButton
          scope="partners:write"
          variant="default"
          c="var(--anika-bad)"
          onClick={() => setAsking(true)}
        >
          {t('suspend.action')}
        </ActionButton>
      ) : (
        <ActionButton scope="partners:write" loading={isPending} onClick={() => resume()}>
          {t('suspend.resume')}
        </ActionButton>
      )}
      <ConfirmDestructive
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('suspend.title', { name })}
        text={t('suspend.text')}
        action={t('suspend.action')}
        name={name}
        onConfirm={() => updatePartner(id, { status: 'suspended' })}
        onDone={() => {
          setAsking(false);
          toast(t('suspend.done', { name }));
          refresh();
        }}
      />
    </>
  );
}
