import { Stack, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { updateMe } from '../../api/account';
import { type Me, meQuery } from '../../session/session';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';

type Choice = NonNullable<Me['notices']>;

const KINDS = ['subscription', 'delivery', 'access'] as const satisfies readonly (keyof Choice)[];

interface NoticeSwitchesProps {
  readonly choice: Choice;
  /** Where the platform sends no mail. */
  readonly disabled: boolean;
}

/** What comes to the person by mail; saved at once. */
export function NoticeSwitches({ choice, disabled }: NoticeSwitchesProps) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { mutate, error } = useMutation({
    // One after the other: the last one pressed is the last one saved.
    scope: { id: 'notices' },
    mutationFn: (notices: Partial<Choice>) => updateMe({ notices }),
    onMutate: (change) => {
      const me = queryClient.getQueryData(meQuery.queryKey);
      if (!me?.notices) return;
      queryClient.setQueryData(meQuery.queryKey, { ...me, notices: { ...me.notices, ...change } });
    },
    onSuccess: () => toast(t('notifications.saved')),
    onError: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return (
    <Stack gap="md" mt="md" maw="72ch">
      {KINDS.map((kind) => (
        <Switch
          key={kind}
          label={t(`notifications.kind.${kind}`)}
          description={t(`notifications.about.${kind}`)}
          checked={choice[kind]}
          disabled={disabled}
          onChange={({ currentTarget: { checked } }) => mutate({ [kind]: checked })}
        />
      ))}
      <ProblemAlert error={error} />
    </Stack>
  );
}
