import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler } from 'react';
import { useTranslation } from 'react-i18next';
import { type Scope, useCan, useMe } from '../session/session';

interface ActionButtonProps extends ButtonProps {
  /** What the person needs; without it the button is there but cannot be used, and says who can change that. */
  readonly scope: Scope;
  readonly onClick: MouseEventHandler<HTMLButtonElement>;
}

/** A button that changes something. */
export function ActionButton({ scope, onClick, ...props }: ActionButtonProps) {
  const { t } = useTranslation();
  const { partner } = useMe();
  const allowed = useCan(scope);
  if (allowed) return <Button onClick={onClick} {...props} />;
  return (
    <Tooltip
      label={t('empty.disabled', { company: partner.name })}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        {...props}
        c={undefined}
        data-disabled
        aria-disabled
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
