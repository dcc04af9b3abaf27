import { Button, Group, Switch } from '@mantine/core';
import { ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface LiveBarProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly live: { readonly count: number; readonly hasMore: boolean; readonly show: () => void };
}

/** Above a list: whether it looks for new rows, and those that wait to be shown. */
export function LiveBar({ on, onChange, live: { count, hasMore, show } }: LiveBarProps) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" mih={30} mb={8}>
      <Switch
        label={t('live.switch')}
        checked={on}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <div role="status">
        {count > 0 && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<ArrowUp size={14} aria-hidden />}
            onClick={show}
          >
            {hasMore ? t('live.many', { count }) : t('live.new', { count })}
          </Button>
        )}
      </div>
    </Group>
  );
}
