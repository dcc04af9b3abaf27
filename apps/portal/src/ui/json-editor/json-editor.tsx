import { Input, Skeleton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useId } from 'react';

/** The editor is heavy: only who writes JSON loads it. */
const Editor = lazy(async () => ({ default: (await import('./code-mirror')).CodeMirrorEditor }));

interface JsonEditorProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange?: (text: string) => void;
  readonly error?: ReactNode;
  /** In pixels. */
  readonly height: number;
}

const LINE = 20;
/** Its edges, and a line for one that wraps. */
const AROUND = 30;
const LEAST_LINES = 4;

/** As tall as the text, within limits. @example heightOf('', 360) // 110 */
export const heightOf = (text: string, most: number): number =>
  Math.min(most, Math.max(LEAST_LINES, text.split('\n').length) * LINE + AROUND);

/** An editor of JSON that marks what is wrong while it is typed; without `onChange` it is only read. */
export function JsonEditor({ label, description, error, height, ...props }: JsonEditorProps) {
  const id = useId();
  return (
    <Input.Wrapper label={label} description={description} descriptionProps={{ mt: 4 }} error={error} id={id}>
      <Suspense fallback={<Skeleton height={height} />}>
        <Editor key={props.onChange ? 'written' : props.value} label={label} height={height} {...props} />
      </Suspense>
    </Input.Wrapper>
  );
}
