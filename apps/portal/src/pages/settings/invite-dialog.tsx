import { Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invite, type Role } from '../../api/people';
import { COMPANY_ROLES } from '../../lib/scopes';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import type { HandedLink } from './handed-link';

interface InviteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Where no mail is sent: the link to hand over. */
  readonly onLink: (link: HandedLink) => void;
}

export function InviteDialog({ opened, ...props }: InviteDialogProps) {
  const { t } = useTranslation('settings');
  return (
    <Modal opened={opened} onClose={props.onClose} title={t('team.inviteTitle')}>
      <Form {...props} />
    </Modal>
  );
}

function Form({ onClose, onLink }: Omit<InviteDialogProps, 'opened'>) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const { field, error, isPending, form } = useApiForm({
    initialValues: { email: '', name: '', role: 'member' as Role },
    send: ({ name, ...rest }) => invite({ ...rest, ...(name && { name }) }),
    onDone: ({ email, link, expiresAt }) => {
      void queryClient.invalidateQueries({ queryKey: ['invitations'] });
      onClose();
      if (link === null) toast(t('invitations.sent', { email }));
      else onLink({ kind: 'invitation', name: email, link, expiresAt });
    },
  });
  return (
    <form {...form}>
      <Stack>
        <TextInput
          type="email"
          label={t('team.email')}
          required
          autoComplete="off"
          data-autofocus
          {...field('email')}
        />
        <TextInput label={t('team.name')} autoComplete="off" {...field('name')} />
        <Radio.Group label={t('team.role')} {...field('role')}>
          <Stack gap="xs" mt={4}>
            {COMPANY_ROLES.map((role) => (
              <Radio
                key={role}
                value={role}
                label={<span className="capital">{common(`user.role.${role}`)}</span>}
                description={t(`roles.about.${role}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ProblemAlert error={error} />
        <FormButtons action={t('team.inviteAction')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
