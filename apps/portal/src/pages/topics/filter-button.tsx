import { Button } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useUrlState } from '../../ui/use-url-state';

/** Opens the conditions on what is in the messages; filled when there are some. */
export function FilterButton() {
  const { t } = useTranslation('filters');
  const [{ filter, conditions }, setUrl] = useUrlState();
  const isOpen = conditions === '1';
  return (
    <Button
      variant={filter === undefined ? 'default' : 'light'}
      leftSection={<ListFilter size={15} aria-hidden />}
      aria-expanded={isOpen}
      onClick={() => setUrl({ conditions: isOpen ? undefined : '1' }, true)}
    >
      {filter === undefined ? t('button') : t('buttonOn')}
    </Button>
  );
}
