import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, Ref } from 'react';

interface BaseProps extends ButtonProps, Omit<ComponentProps<'a'>, keyof ButtonProps | 'ref'> {
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A button that leads to another page. */
export const LinkButton = createLink(({ ref, ...props }: BaseProps) => (
  <Button component="a" ref={ref} {...props} />
));
