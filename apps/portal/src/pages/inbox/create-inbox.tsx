import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createInbox } from '../../api/inboxes';
import { ActionButton } from '../../ui/action-button';
import { SecretDialog } from '../../ui/secret-dialog';
import { problemToast } from '../../ui/toast';
import { useUrlState } from '../../ui/use-url-state';

/** A subscription that goes to a new inbox; or an inbox alone, with its secret, for a program to subscribe. */
export function CreateInbox() {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [, setUrl] = useUrlState();
  const { mutate, isPending, data, reset } = useMutation({
    mutationFn: createInbox,
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['inboxes', 'list'] });
      setUrl({ inbox: id, open: undefined });
    },
    onError: problemToast,
  });
  return (
    <>
      <ActionButton
        scope="subscriptions:write"
        variant="default"
        loading={isPending}
        onClick={() => mutate()}
      >
        {t('create')}
      </ActionButton>
      <ActionButton
        scope="subscriptions:write"
        onClick={() => void navigate({ to: '/subscriptions', search: { new: '1', to: 'inbox' } })}
      >
        {t('subscribe')}
      </ActionButton>
      <SecretDialog title={t('secret')} help={t('secretHelp')} secret={data?.secret} onClose={reset} />
    </>
  );
}
