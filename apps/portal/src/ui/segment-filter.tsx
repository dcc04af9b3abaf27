import { SegmentedControl } from '@mantine/core';
import type { ChoiceFilterProps } from './filter-bar';
import { useUrlState } from './use-url-state';

/** For two to four choices. */
export function SegmentFilter({ name, label, options, none }: ChoiceFilterProps) {
  const [params, setUrl] = useUrlState();
  return (
    <SegmentedControl
      aria-label={label}
      data={[{ value: '', label: none }, ...options]}
      value={params[name] ?? ''}
      onChange={(value) => setUrl({ [name]: value || undefined })}
    />
  );
}
