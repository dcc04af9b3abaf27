import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { operatorPageOf } from '../../lib/operator-page-of';
import { pageOf } from '../../lib/short-id';
import { toSearch } from '../../lib/to-search';
import { useMe } from '../../session/session';

/** Ctrl+K: opens the page of any id; for operators it is the one search. */
export function GoToDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isOperator = useMe().role === 'operator';
  const [id, setId] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const submit = () => {
    const page = isOperator ? operatorPageOf(id) : pageOf(id);
    if (page === undefined) return setUnknown(true);
    onClose();
    return void navigate(toSearch(page));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isOperator ? 'goTo.operatorLabel' : 'goTo.label')}
      yOffset="15vh"
      centered={false}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t(isOperator ? 'goTo.operatorHint' : 'goTo.hint')}
          value={id}
          onChange={(event) => {
            setId(event.currentTarget.value);
            setUnknown(false);
          }}
          error={isUnknown && t(isOperator ? 'goTo.operatorUnknown' : 'goTo.unknown')}
          placeholder={isOperator ? 'prt_… sub_… top_…' : 'top_… sub_… msg_… dlv_…'}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit">{t('goTo.open')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
