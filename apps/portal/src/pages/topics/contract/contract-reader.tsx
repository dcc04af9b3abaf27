import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contract, contractsQuery } from '../../../api/contracts';
import { pretty } from '../../../lib/json-lines';
import { fieldsOf } from '../../../lib/schema-fields';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { heightOf, JsonEditor } from '../../../ui/json-editor/json-editor';
import { SkeletonRows } from '../../../ui/late';
import { Section } from '../../../ui/section';
import classes from './contract.module.css';

/** The contracts of a topic, for who reads it or thinks of it. */
export function ContractReader({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('contracts');
  const { data: contracts, error, refetch } = useQuery(contractsQuery(topicId));
  if (error && !contracts) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!contracts) return <SkeletonRows rows={4} />;
  const inForce = contracts.filter(({ removedAt }) => removedAt === null);
  if (inForce.length === 0) return <EmptyState title={t('none')} text={t('noneHelp')} />;
  return inForce.map((contract) => <OneContract key={contract.type} contract={contract} />);
}

function OneContract({ contract }: { readonly contract: Contract }) {
  const { t } = useTranslation('contracts');
  const [view, setView] = useState('fields');
  const example = contract.example && pretty(contract.example);
  const views = ['fields', 'schema', ...(example ? ['example'] : [])] as ('fields' | 'schema' | 'example')[];
  return (
    <Section
      title={t('typeVersion', { type: contract.type, version: contract.version })}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={view}
          onChange={setView}
          data={views.map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      {view === 'fields' && <FieldsTable schema={contract.schema} />}
      {view === 'schema' && <JsonEditor label={t('schema')} height={320} value={pretty(contract.schema)} />}
      {view === 'example' && example && (
        <JsonEditor label={t('example')} height={heightOf(example, 320)} value={example} />
      )}
    </Section>
  );
}

/** A long path goes on in a new line after a point, not within a name. */
const breakable = (path: string) =>
  path.split('.').flatMap((name, index) => (index === 0 ? [name] : ['.', <wbr key={index} />, name]));

function FieldsTable({ schema }: { readonly schema: string }) {
  const { t } = useTranslation('contracts');
  const fields = fieldsOf(JSON.parse(schema));
  if (fields.length === 0) return t('noFields');
  const isDescribed = fields.some(({ description }) => description !== undefined);
  return (
    <table className={classes.fields}>
      <thead>
        <tr>
          <th scope="col">{t('field.title')}</th>
          <th scope="col">{t('field.path')}</th>
          <th scope="col">{t('field.kind')}</th>
          {isDescribed && <th scope="col">{t('field.description')}</th>}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, title, kind, isRequired, description }) => (
          <tr key={path}>
            <td>{title}</td>
            <td className="mono">{breakable(path)}</td>
            <td>{isRequired ? t(`required.${kind}`) : t(`kind.${kind}`)}</td>
            {isDescribed && <td>{description}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
