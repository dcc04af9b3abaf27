import { Anchor } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, Ref } from 'react';
import { parseParams } from '../lib/url-params';

interface BaseProps extends Omit<ComponentProps<'a'>, 'ref' | 'color'> {
  readonly underline?: 'always';
  readonly ref?: Ref<HTMLAnchorElement>;
}

const Base = createLink(({ ref, ...props }: BaseProps) => <Anchor ref={ref} inherit {...props} />);

interface TextLinkProps extends Omit<BaseProps, 'href'> {
  /** Within a sentence, where colour alone would not show it. */
  readonly underline?: 'always';
  /** A whole address, with ids and parameters. */
  readonly to: string;
}

/** A link within the portal. @example <TextLink to={`/topics/${id}`}>{title}</TextLink> */
export function TextLink({ to, ...props }: TextLinkProps) {
  const [path, search] = to.split('?');
  // The router knows patterns, `/topics/$topicId`; it takes addresses just as well.
  return <Base to={path as '/'} search={parseParams(search ?? '')} {...props} />;
}
