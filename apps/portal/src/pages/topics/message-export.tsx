import { type Message, type MessageFilter, readMessages } from '../../api/messages';
import { ExportMenu } from '../../ui/export-menu';

interface MessageExportProps {
  readonly topicId: string;
  readonly filter: MessageFilter;
}

/** Exports what the filters choose; a line of NDJSON has the exact text of the data. */
export function MessageExport({ topicId, filter }: MessageExportProps) {
  return (
    <ExportMenu
      name={`messages-${topicId}`}
      read={readMessages(topicId, filter)}
      columns={EXPORTED}
      line={({ data, ...rest }) => `${JSON.stringify(rest).slice(0, -1)},"data":${data}}`}
    />
  );
}

const EXPORTED = {
  id: ({ id }: Message) => id,
  type: ({ type }: Message) => type,
  createdAt: ({ createdAt }: Message) => createdAt,
  occurredAt: ({ occurredAt }: Message) => occurredAt ?? '',
  data: ({ data }: Message) => data,
};
