import { Button } from '@mantine/core';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportChoices, ExportMenuProps } from './export-choices';

// A list is seen before anybody exports it. What is loaded late loses its type parameter.
const Choices = lazy(() => import('./export-choices'), 'ExportChoices') as unknown as typeof ExportChoices;

/** Exports what the filters choose, up to 10,000 rows. */
export function ExportMenu<Item>(props: ExportMenuProps<Item>) {
  const { t } = useTranslation();
  const onItsWay = (
    <Button variant="default" leftSection={<Download size={15} aria-hidden />} disabled>
      {t('action.export')}
    </Button>
  );
  return (
    <Suspense fallback={onItsWay}>
      <Choices {...props} />
    </Suspense>
  );
}
