import { Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button';
import classes from './verify-snippets.module.css';

/** The endpoints of docs/examples/verify, which the suites run against real webhooks. */
const SNIPPETS = {
  'Node.js': () => import('../../../../../docs/examples/verify/node/endpoint.mjs?raw'),
  Python: () => import('../../../../../docs/examples/verify/python/endpoint.py?raw'),
  Go: () => import('../../../../../docs/examples/verify/go/endpoint.go?raw'),
  Java: () => import('../../../../../docs/examples/verify/java/Endpoint.java?raw'),
  PHP: () => import('../../../../../docs/examples/verify/php/endpoint.php?raw'),
} as const;
type Language = keyof typeof SNIPPETS;
const LANGUAGES = Object.keys(SNIPPETS) as Language[];

/** A whole endpoint that verifies webhooks, in five languages; the secret is in none of them. */
export function VerifySnippets() {
  const { t } = useTranslation('subscriptions');
  const [language, setLanguage] = useState<Language>('Node.js');
  const { data = '' } = useQuery({
    queryKey: ['snippet', language],
    queryFn: async () => (await SNIPPETS[language]()).default,
    staleTime: Infinity,
  });
  return (
    <section aria-label={t('verify.title')}>
      <Group justify="space-between" mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('verify.language')}
          data={LANGUAGES}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
        />
        <CopyButton text={data} label={t('verify.copy')} />
      </Group>
      <pre className={classes.code} tabIndex={0} aria-label={t('verify.code', { language })}>
        {data}
      </pre>
    </section>
  );
}
