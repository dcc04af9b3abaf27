import { Group, SegmentedControl, Text } from '@mantine/core';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jsonLines } from '../../lib/json-lines';
import { CopyButton } from '../copy-button';
import { usePreload } from '../use-preload';
import { FieldsView } from './fields-view';

const JsonView = lazy(() => import('./json-view'), 'JsonView');
const RawView = lazy(() => import('./raw-view'), 'RawView');

const VIEWS = ['fields', 'json', 'raw'] as const;
type View = (typeof VIEWS)[number];

interface PayloadProps {
  readonly text: string;
  /** Of the contract, by path. */
  readonly titles?: ReadonlyMap<string, string>;
}

/** A payload on its exact text, which is never parsed into numbers: as fields, as JSON laid out, as it is. */
export function Payload({ text, titles }: PayloadProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('fields');
  const lines = useMemo(() => jsonLines(text), [text]);
  usePreload(JsonView);
  usePreload(RawView);
  const bytes = useMemo(() => new TextEncoder().encode(text).length, [text]);
  return (
    <section aria-label={t('payload.label')}>
      <Group justify="space-between" mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('payload.label')}
          value={view}
          onChange={(value) => setView(value as View)}
          data={VIEWS.map((value) => ({ value, label: t(`payload.${value}`) }))}
        />
        <Group gap={4}>
          <Text size="xs" c="dimmed" className="numbers">
            {t('payload.size', { size: bytes })}
          </Text>
          <CopyButton text={text} label={t('payload.copy')} />
        </Group>
      </Group>
      {view === 'fields' && <FieldsView lines={lines} titles={titles} />}
      <Suspense>
        {view === 'json' && <JsonView key={text} lines={lines} />}
        {view === 'raw' && <RawView text={text} />}
      </Suspense>
    </section>
  );
}
