import type { FieldError } from '../api/problem';
import classes from './field-errors.module.css';

interface FieldErrorsProps {
  readonly of: readonly FieldError[];
  readonly textOf: (error: FieldError) => string;
}

/** What is wrong, where no field stands that it could stand at: by the places in what was sent. */
export const FieldErrors = ({ of, textOf }: FieldErrorsProps) => (
  <ul className={classes.errors}>
    {of.map((error) => (
      <li key={`${error.pointer} ${error.message}`}>
        {error.pointer !== '' && (
          <>
            <span className="mono">{error.pointer}</span>:{' '}
          </>
        )}
        {textOf(error)}
      </li>
    ))}
  </ul>
);
