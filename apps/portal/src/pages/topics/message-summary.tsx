import { jsonFields, jsonLines } from '../../lib/json-lines';
import { unquoted } from '../../lib/json-scalars';
import { visible } from '../../lib/visible';

const MOST_FIELDS = 4;
const MOST_CHARACTERS = 300;
/** Longer ones are not looked into: a list has many rows. */
const MOST_READ = 4000;

interface MessageSummaryProps {
  /** JSON. */
  readonly data: string;
  /** Of its contract, by path. */
  readonly titles?: ReadonlyMap<string, string>;
}

/** A payload in a line: what the contract names first, else the text itself. */
export function MessageSummary({ data, titles }: MessageSummaryProps) {
  const named = titles && data.length <= MOST_READ ? namedFields(data, titles) : [];
  const whole = visible(data.slice(0, MOST_CHARACTERS));
  if (named.length === 0)
    return (
      <span className="mono" title={whole}>
        {whole}
      </span>
    );
  return (
    <span title={whole}>
      {named.map(({ path, title, value }) => (
        <span key={path} style={{ marginRight: 12 }}>
          <span style={{ color: 'var(--mantine-color-dimmed)' }}>{title}:</span> {visible(value)}
        </span>
      ))}
    </span>
  );
}

function namedFields(data: string, titles: ReadonlyMap<string, string>) {
  const values = new Map(jsonFields(jsonLines(data)).map(({ path, value }) => [path, value]));
  return [...titles]
    .flatMap(([path, title]) => {
      const value = values.get(path);
      return value === undefined ? [] : [{ path, title, value: unquoted(value).slice(0, MOST_CHARACTERS) }];
    })
    .slice(0, MOST_FIELDS);
}
