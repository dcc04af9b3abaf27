import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../api/contracts';
import { pretty } from '../../../lib/json-lines';
import { JsonEditor } from '../../../ui/json-editor/json-editor';

interface VersionDialogProps {
  readonly type: string;
  readonly contract: Contract;
  readonly onClose: () => void;
  readonly onTake?: (version: Contract) => void;
}

/** One version of a contract, to be read or taken into the editor. */
export function VersionDialog({ type, contract, onClose, onTake }: VersionDialogProps) {
  const { t } = useTranslation('contracts');
  return (
    <Modal opened onClose={onClose} size="lg" title={t('versionOf', { type, version: contract.version })}>
      <JsonEditor label={t('schema')} height={320} value={pretty(contract.schema)} />
      {onTake && (
        <Button
          variant="default"
          mt="md"
          onClick={() => {
            onTake(contract);
            onClose();
          }}
        >
          {t('take')}
        </Button>
      )}
    </Modal>
  );
}
