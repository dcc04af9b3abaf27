import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pageOf } from '../../lib/short-id';

/** Ctrl+K: opens the page of any id. */
export function GoToDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const submit = () => {
    const page = pageOf(id);
    if (page === undefined) return setUnknown(true);
    onClose();
    return void navigate({ to: page });
  };
  return (
    <Modal opened onClose={onClose} title={t('goTo.label')} yOffset="15vh" centered={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t('goTo.hint')}
          value={id}
          onChange={(event) => {
            setId(event.currentTarget.value);
            setUnknown(false);
          }}
          error={isUnknown && t('goTo.unknown')}
          placeholder="top_… sub_… msg_… dlv_…"
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
