import { SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contract, contractsQuery } from '../../../api/contracts';
import { grantedPart, shareOf } from '../../../lib/granted';
import { pretty } from '../../../lib/json-lines';
import { fieldsOf } from '../../../lib/schema-fields';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { heightOf, JsonEditor } from '../../../ui/json-editor/json-editor';
import { SkeletonRows } from '../../../ui/late';
import { Section } from '../../../ui/section';
import classes from './contract.module.css';

interface ContractReaderProps {
  readonly topicId: string;
  /** The fields that the reader gets; null: all of them, or none as yet. */
  readonly granted: readonly string[] | null;
}

/** The contracts of a topic, for who reads it or thinks of it. They are whole: what does not reach the reader is marked. */
export function ContractReader({ topicId, granted }: ContractReaderProps) {
  const { t } = useTranslation('contracts');
  const { data: contracts, error, refetch } = useQuery(contractsQuery(topicId));
  if (error && !contracts) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!contracts) return <SkeletonRows rows={4} />;
  const inForce = contracts.filter(({ removedAt }) => removedAt === null);
  if (inForce.length === 0) return <EmptyState title={t('none')} text={t('noneHelp')} />;
  return (
    <>
      {inForce.some(hidesFrom(granted)) && (
        <Text c="dimmed" mb="md" maw="72ch">
          {t('someGiven')}
        </Text>
      )}
      {inForce.map((contract) => (
        <OneContract key={contract.type} contract={contract} granted={granted} />
      ))}
    </>
  );
}

const hidesFrom =
  (granted: readonly string[] | null) =>
  ({ schema }: Contract): boolean =>
    granted !== null && fieldsOf(JSON.parse(schema)).some(({ names }) => shareOf(names, granted) !== 'whole');

interface OneContractProps {
  readonly contract: Contract;
  readonly granted: readonly string[] | null;
}

function OneContract({ contract, granted }: OneContractProps) {
  const { t } = useTranslation('contracts');
  const [view, setView] = useState('fields');
  const example =
    contract.example && pretty(granted ? grantedPart(contract.example, granted) : contract.example);
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
      {view === 'fields' && <FieldsTable schema={contract.schema} granted={granted} />}
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

interface FieldsTableProps {
  readonly schema: string;
  readonly granted: readonly string[] | null;
}

function FieldsTable({ schema, granted }: FieldsTableProps) {
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
        {fields.map(({ path, names, title, kind, isRequired, description }) => {
          const share = shareOf(names, granted);
          return (
            <tr key={path} data-share={share}>
              <td>
                {title}
                {share !== 'whole' && <span className={classes.share}>{t(`share.${share}`)}</span>}
              </td>
              <td className="mono">{breakable(path)}</td>
              <td>{isRequired ? t(`required.${kind}`) : t(`kind.${kind}`)}</td>
              {isDescribed && <td>{description}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
