import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { contractsQuery } from '../../api/contracts';
import { latestMessageQuery } from '../../api/messages';
import { topicQuery } from '../../api/topics';
import { jsonFields, jsonLines } from '../../lib/json-lines';
import { fieldsOf } from '../../lib/schema-fields';
import type { DataField } from '../../ui/fields-picker';

/** What the contracts say that is in a topic's data. */
export function useContractFields(topicId: string): readonly DataField[] {
  const { data: contracts } = useQuery(contractsQuery(topicId));
  return useMemo(() => {
    const found = new Map<string, string>();
    for (const { schema } of contracts ?? [])
      for (const { path, title } of fieldsOf(JSON.parse(schema))) found.set(path, found.get(path) ?? title);
    return [...found].map(([path, title]) => ({ path, title }));
  }, [contracts]);
}

/** What is known of a topic's data: by its contracts, its settings, its last message. Only what the reader may see of it. */
export function useTopicFields(topicId: string): readonly DataField[] {
  const { data: topic } = useQuery(topicQuery(topicId));
  const described = useContractFields(topicId);
  const { data: latest } = useQuery(latestMessageQuery(topicId));
  return useMemo(() => {
    const found = new Map(described.map(({ path, title }) => [path, title]));
    const paths = latest ? jsonFields(jsonLines(latest.data)).map(({ path }) => path) : [];
    for (const path of [...(topic?.searchableFields ?? []), ...paths])
      if (path !== '' && !found.has(path)) found.set(path, path);
    const allowed = topic?.grant?.fields;
    const isAllowed = (path: string) =>
      !allowed || allowed.some((one) => path === one || path.startsWith(`${one}.`));
    return [...found].filter(([path]) => isAllowed(path)).map(([path, title]) => ({ path, title }));
  }, [topic, described, latest]);
}

/** The same, and the type, by paths as filters write them. */
export function useFilterFields(topicId: string): readonly DataField[] {
  const { t } = useTranslation('filters');
  const fields = useTopicFields(topicId);
  return [
    { path: 'type', title: t('type') },
    ...fields.map(({ path, title }) => ({ path: `data.${path}`, title })),
  ];
}
