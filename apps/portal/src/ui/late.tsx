import { Skeleton, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const PATIENCE_MS = 150;

/** Rows that are on their way, as high as rows are; seen only when waiting takes long enough to be noticed. */
export function SkeletonRows({
  rows = 8,
  height = 36,
}: {
  readonly rows?: number;
  readonly height?: number;
}) {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack
      gap={0}
      component="output"
      aria-busy="true"
      aria-label={t('list.loading')}
      style={{ visibility: isLate ? undefined : 'hidden' }}
    >
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} style={{ height, paddingTop: (height - 14) / 2 }}>
          <Skeleton height={14} width={`${70 + ((index * 37) % 30)}%`} radius="sm" />
        </div>
      ))}
    </Stack>
  );
}
