import type { TopicSnapshot } from '@anika/contracts';
import { FRESH_MS } from '../delivery/departures';

/** Undefined for a topic that is gone. */
export type ReadTopic = (minVersion?: number) => Promise<TopicSnapshot | undefined>;

/**
 * The topic of a fan-out as it was a moment ago at most. Units may wait for their turn for a minute: rights that end meanwhile must
 * stop those that have not begun. All units of the job share each reading.
 */
export class CurrentTopic {
  private readAt = 0;
  private reading: ReturnType<ReadTopic>;

  constructor(private readonly read: ReadTopic) {
    this.reading = this.readAgain();
  }

  /** @param minVersion the snapshot may not be older, such as a message's `topicVersion` */
  async get(minVersion = 0): Promise<TopicSnapshot | undefined> {
    if (performance.now() - this.readAt > FRESH_MS) this.readAgain();
    const snapshot = await this.reading;
    return snapshot && snapshot.version < minVersion ? this.readAgain(minVersion) : snapshot;
  }

  private readAgain(minVersion?: number): ReturnType<ReadTopic> {
    this.readAt = performance.now();
    this.reading = this.read(minVersion);
    return this.reading;
  }
}
