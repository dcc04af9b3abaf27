import { AnikaError, GetContract, type PublishMessage, type TopicSnapshot } from '@anika/contracts';
import { InjectRpc, type RpcClient, Slices } from '@anika/platform';
import { CompiledSchema } from '@anika/schemas';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

interface Wanted {
  readonly topicId: string;
  readonly type: string;
  readonly version: number;
}

/** Characters of schemas; compiled they take some times as much. */
const MAX_SIZE = 16 * 1024 * 1024;
const MAX_SCHEMAS = 1000;
const SLICE_MS = 10;

/** Holds messages against the contract of their type. A version of a contract never changes: it is fetched and compiled once. */
@Injectable()
export class MessageContracts {
  /** Many may wait for the same schema, or follow one another in a batch. */
  private readonly slices = new Slices(SLICE_MS);
  private readonly compiled: LRUCache<
    string,
    { readonly schema: CompiledSchema; readonly size: number },
    Wanted
  >;

  constructor(@InjectRpc('topics') topics: RpcClient) {
    this.compiled = new LRUCache({
      max: MAX_SCHEMAS,
      maxSize: MAX_SIZE,
      sizeCalculation: ({ size }) => size,
      // For many at once it asks once; a failure is nobody's but theirs.
      fetchMethod: async (_key, _stale, { context }) => {
        const { schema } = await topics.call(GetContract, context);
        const compiled = await this.slices.run(() => new CompiledSchema(schema as never));
        return { schema: compiled, size: JSON.stringify(schema).length };
      },
    });
  }

  /**
   * @param data the text of `message.data`
   * @throws {AnikaError} CONTRACT_VIOLATED; SERVICE_UNAVAILABLE when the contract cannot be had
   */
  async assertKept(
    { topicId, contracts = [] }: TopicSnapshot,
    message: PublishMessage,
    data: string,
  ): Promise<void> {
    const { type } = message;
    const version = contracts?.find((one) => one.type === type)?.version;
    if (version === undefined) return;
    const key = `${topicId} ${type} ${version}`;
    const { schema } = await this.compiled.forceFetch(key, { context: { topicId, type, version } });
    const errors = await this.slices.run(() => schema.errorsOf(message.data, data.length, '/data'));
    if (errors.length === 0) return;
    const detail = `The message is not as version ${version} of the contract for ${type} says.`;
    throw new AnikaError('CONTRACT_VIOLATED', { detail, errors });
  }
}
