import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { Facts } from '../../ui/facts';
import { Id } from '../../ui/id';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';

/** What the platform knows of the company. */
export function CompanyTab() {
  const { t } = useTranslation('settings');
  const { partner } = useMe();
  return (
    <>
      <Facts
        of={{
          [t('company.name')]: partner.name,
          [t('company.id')]: <Id id={partner.id} />,
          [t('company.status')]: <StatusBadge state={partner.status} />,
          [t('company.since')]: <Time at={partner.createdAt} detail="date" />,
        }}
      />
      <Text c="dimmed" size="sm" mt="md" maw="72ch">
        {t('company.change')}
      </Text>
    </>
  );
}
