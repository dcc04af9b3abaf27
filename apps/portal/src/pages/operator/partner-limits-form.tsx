import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PartnerLimits, updatePartner } from '../../api/operator';
import { type Partner, partnerQuery } from '../../api/partners';
import { LIMITS, type Limit } from '../../lib/limits';
import { NumberInput } from '../../ui/number-input';
import { ProblemAlert } from '../../ui/problem-alert';
import { problemToast, toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

interface PartnerLimitsFormProps {
  readonly partner: Partner;
  readonly limits: PartnerLimits;
}

type Values = Readonly<Record<Limit, number | string>>;

/** What this company may have and do; what is emptied goes back to the default of all. */
export function PartnerLimitsForm({ partner: { id }, limits }: PartnerLimitsFormProps) {
  const { t } = useTranslation('operator');
  const { t: common } = useTranslation();
  const { t: settings } = useTranslation('settings');
  const queryClient = useQueryClient();
  const keep = (changed: Partner) => {
    queryClient.setQueryData(partnerQuery(id).queryKey, changed);
    toast(t('limits.saved'));
  };
  const initialValues: Values = { ...limits };
  const { field, error, isPending, isDirty, form } = useApiForm({
    initialValues,
    send: (values) => updatePartner(id, { limits: changesOf(initialValues, values) }),
    onDone: keep,
  });
  const { mutate: reset } = useMutation({
    mutationFn: () => updatePartner(id, { limits: Object.fromEntries(LIMITS.map((limit) => [limit, null])) }),
    onSuccess: keep,
    onError: problemToast,
  });
  return (
    <form {...form}>
      <Stack maw={640}>
        {LIMITS.map((limit) => (
          <NumberInput
            key={limit}
            label={settings(`limits.of.${limit}`)}
            description={settings(`limits.help.${limit}`)}
            {...field(limit)}
          />
        ))}
        <ProblemAlert error={error} />
        <Group gap="xs">
          <Button type="submit" variant="default" loading={isPending} disabled={!isDirty}>
            {common('action.save')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => reset()}>
            {t('limits.reset')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Only what differs: the rest stays the default, also when that changes. */
function changesOf(before: Values, after: Values) {
  return Object.fromEntries(
    LIMITS.filter((limit) => before[limit] !== after[limit]).map((limit) => [
      limit,
      after[limit] === '' ? null : Number(after[limit]),
    ]),
  );
}
