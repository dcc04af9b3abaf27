import { randomUUID } from 'node:crypto';
import { REDIS_KEYS } from '@anika/contracts';
import { InjectRedis } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Redis } from 'ioredis';

const TELL_MS = 200;
/** What was told longer ago is of a replica that is gone; without any knowledge it is how far readers stay behind. */
const LAG_MS = 30_000;
/** After Redis lost its data every living replica has told its floor again within this time. */
const COMPLETE_MS = 2000;
/** How far readers may have come while a new replica joins. */
const JOIN_MS = 1000;
const SINCE = 'since';

/** A write under way: its messages get ids of `time`. */
export interface Write {
  readonly time: number;
  readonly end: () => void;
}

/** A floor, when it was told by the clock of Redis, and the replica's own clock then, which the version before this one does not tell. */
type Told = [floor: number, at: number, clock?: number];

/**
 * Lets readers follow a topic without missing a message, though replicas write at the same time with clocks of their own. Each replica
 * tells, five times a second, a time below which it makes no more ids and has none in the making: its floor. What is below the lowest
 * floor is complete.
 */
@Injectable()
export class Floors implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly replica = randomUUID();
  private readonly unfinished = new Set<Write>();
  /** No id is made below: it was told to readers. */
  private promised = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectRedis() private readonly redis: Redis) {}

  async onApplicationBootstrap(): Promise<void> {
    // Readers may have come as far as the others' floors: this one begins above them.
    const { floors } = await this.read().catch(() => ({ floors: [] }));
    if (floors.length > 0) this.promised = Math.max(...floors) + JOIN_MS;
    await this.tell();
    this.timer = setInterval(() => void this.tell(), TELL_MS);
  }

  /** What is written still counts until the end: the floor of a replica that is gone does so for half a minute. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    if (this.unfinished.size === 0) await this.redis.hdel(REDIS_KEYS.floors, this.replica).catch(() => 0);
  }

  begin(): Write {
    const write: Write = {
      time: this.clock,
      end: () => void this.unfinished.delete(write),
    };
    this.unfinished.add(write);
    return write;
  }

  /** Every message whose id is of an earlier time is there. In milliseconds. */
  async lowest(): Promise<number> {
    try {
      const { now, since, floors } = await this.read();
      if (since === undefined || now - since < COMPLETE_MS || floors.length === 0) return now - LAG_MS;
      return Math.min(...floors);
    } catch {
      return Date.now() - LAG_MS;
    }
  }

  /** No message that is there by now has an id of a later time: what the fastest clock says. In milliseconds. */
  async highest(): Promise<number> {
    try {
      const { clocks } = await this.read();
      return Math.max(this.clock, ...clocks);
    } catch {
      return this.clock;
    }
  }

  /** The time that an id gets which is made now. */
  private get clock(): number {
    return Math.max(Date.now(), this.promised);
  }

  private async tell(): Promise<void> {
    const times = [...this.unfinished].map(({ time }) => time);
    const floor = Math.min(this.clock, ...times);
    this.promised = Math.max(this.promised, floor);
    try {
      const now = await this.time();
      // The clock is read later than that of Redis: it may be told too fast by this way, never too slow.
      await this.redis
        .multi()
        .hsetnx(REDIS_KEYS.floors, SINCE, now)
        .hset(REDIS_KEYS.floors, this.replica, `${floor} ${now} ${this.clock}`)
        .exec();
    } catch {
      // Readers stay at the floor that was told last, or half a minute behind.
    }
  }

  private async read() {
    const [now, { since, ...replicas }] = await Promise.all([
      this.time(),
      this.redis.hgetall(REDIS_KEYS.floors) as Promise<Record<string, string>>,
    ]);
    const told = Object.values(replicas).map((text) => text.split(' ').map(Number) as Told);
    const living = told.filter(([, at]) => now - at < LAG_MS);
    return {
      now,
      since: since === undefined ? undefined : Number(since),
      floors: living.map(([floor]) => floor),
      clocks: living.map(([floor, at, clock = floor]) => clock + now - at),
    };
  }

  /** Of Redis: one clock for all. */
  private async time(): Promise<number> {
    const [seconds, micros] = await this.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }
}
