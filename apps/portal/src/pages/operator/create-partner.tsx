import { Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createPartner } from '../../api/operator';
import { NewPassword } from '../sign-in/new-password';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

interface CreatePartnerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A new company with its first owner; afterwards its page. */
export function CreatePartner({ opened, onClose }: CreatePartnerProps) {
  const { t } = useTranslation('operator');
  return (
    <Modal opened={opened} onClose={onClose} title={t('create.title')}>
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('operator');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { field, error, isPending, form } = useApiForm({
    initialValues: { company: '', name: '', email: '', password: '' },
    send: createPartner,
    onDone: ({ partner }) => {
      void queryClient.invalidateQueries({ queryKey: ['partners'] });
      toast(t('create.done', { name: partner.name }));
      void navigate({ to: '/operator/partners/$partnerId', params: { partnerId: partner.id } });
    },
  });
  return (
    <form {...form}>
      <Stack>
        <TextInput label={t('create.company')} required data-autofocus {...field('company')} />
        <TextInput label={t('create.owner')} required autoComplete="off" {...field('name')} />
        <TextInput label={t('create.email')} type="email" required autoComplete="off" {...field('email')} />
        <NewPassword
          label={t('create.password')}
          description={t('create.passwordHelp')}
          {...field('password')}
        />
        <ProblemAlert error={error} />
        <FormButtons action={t('partners.create')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
