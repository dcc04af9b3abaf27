import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contract, putContract } from '../../../api/contracts';
import { isJson } from '../../../lib/is-json';
import { pretty } from '../../../lib/json-lines';
import { useCan } from '../../../session/session';
import { heightOf, JsonEditor } from '../../../ui/json-editor/json-editor';
import { toast } from '../../../ui/toast';
import { useDraft } from '../../../ui/use-draft';
import classes from './contract.module.css';
import { ContractCheckResult } from './contract-check-result';
import { ContractVersions } from './contract-versions';
import { RemoveContract } from './remove-contract';
import { useContractCheck } from './use-contract-check';

interface ContractWriterProps {
  readonly topicId: string;
  /** The newest version; without it a new contract. */
  readonly contract?: Contract;
  readonly onSaved: (type: string) => void;
  readonly onCancel?: () => void;
}

const BEGINNING = '{\n  "type": "object",\n  "properties": {},\n  "required": []\n}';

/** Writes a contract: schema and example, checked before it is saved, with its versions. */
export function ContractWriter({ topicId, contract, onSaved, onCancel }: ContractWriterProps) {
  const { t } = useTranslation('contracts');
  const { t: common } = useTranslation();
  const canWrite = useCan('topics:write');
  const queryClient = useQueryClient();
  const saved = {
    type: contract?.type ?? '',
    schema: contract ? pretty(contract.schema) : BEGINNING,
    example: contract?.example ? pretty(contract.example) : '',
  };
  const draft = useDraft(`contract.${topicId}.${contract?.type ?? ''}.${contract?.version ?? 0}`, saved);
  const [texts, setTexts] = useState(draft.initial);
  const [taken, setTaken] = useState(0);
  const check = useContractCheck({
    topicId,
    texts,
    onSaved: (type) => {
      draft.forget();
      void queryClient.invalidateQueries({ queryKey: ['contracts', topicId] });
      toast(t('saved', { type }));
      onSaved(type);
    },
    save: (force) => putContract(topicId, texts.type, { ...texts, force }),
  });
  const change = (changed: Partial<typeof texts>) => {
    const next = { ...texts, ...changed };
    setTexts(next);
    draft.keep(next);
    check.reset();
  };
  const isValid =
    texts.type.trim() !== '' &&
    isJson(texts.schema) &&
    (texts.example.trim() === '' || isJson(texts.example));
  const isChanged =
    texts.schema !== saved.schema || texts.example !== saved.example || contract?.removedAt !== null;
  const onChange = canWrite ? change : undefined;
  return (
    <Stack>
      {!contract && (
        <TextInput
          label={t('type')}
          description={t('typeHelp')}
          placeholder="car.chosen"
          required
          maw={360}
          autoCapitalize="none"
          spellCheck={false}
          value={texts.type}
          onChange={(event) => change({ type: event.currentTarget.value })}
        />
      )}
      <div className={classes.editors}>
        <JsonEditor
          key={`schema.${taken}`}
          label={t('schema')}
          description={t('schemaHelp')}
          height={360}
          value={texts.schema}
          onChange={onChange && ((schema) => onChange({ schema }))}
        />
        <JsonEditor
          key={`example.${taken}`}
          label={t('example')}
          description={t('exampleHelp')}
          height={heightOf(texts.example, 360)}
          value={texts.example}
          onChange={onChange && ((example) => onChange({ example }))}
        />
      </div>
      <ContractCheckResult check={check} />
      {canWrite && (
        <Group justify="space-between">
          <Group gap="xs">
            {contract && contract.removedAt === null && (
              <RemoveContract topicId={topicId} type={contract.type} />
            )}
          </Group>
          <Group gap="xs">
            {onCancel && (
              <Button variant="default" onClick={onCancel}>
                {common('action.cancel')}
              </Button>
            )}
            <Button variant="default" disabled={!isValid} loading={check.isChecking} onClick={check.run}>
              {t('check')}
            </Button>
            <Button
              variant="light"
              disabled={!isValid || !isChanged}
              loading={check.isSaving}
              onClick={() => check.save(false)}
            >
              {t('save')}
            </Button>
          </Group>
        </Group>
      )}
      {contract && (
        <ContractVersions
          topicId={topicId}
          type={contract.type}
          onTake={
            onChange &&
            ((version) => {
              onChange({
                schema: pretty(version.schema),
                example: version.example ? pretty(version.example) : '',
              });
              setTaken((before) => before + 1);
            })
          }
        />
      )}
    </Stack>
  );
}
