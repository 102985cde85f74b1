import { createClient } from "redis";
import type { OwnRedis } from "../kit/own-redis.js";
import type { Way } from "../kit/way.js";

/** A Redis, and the way on which the gateway reaches it. */
export interface RedisPlace {
  readonly redis: OwnRedis;
  readonly way: Way;
}

/** Something that happens to a Redis, and stays so. */
export type RedisFault = (place: RedisPlace) => Promise<void>;

const configured = async ({ redis }: RedisPlace, settings: Record<string, string>) => {
  const client = await createClient({ url: redis.url }).connect();
  for (const [name, value] of Object.entries(settings)) await client.configSet(name, value);
  client.destroy();
};

export const REDIS_FAULTS = {
  "dies (F2)": ({ redis }) => redis.kill(),
  "answers after five seconds (F3)": async ({ way }) => {
    way.manners.delay = 5_000;
  },
  "says nothing any more (F3)": async ({ way }) => {
    way.manners.silent = true;
  },
  "babbles (F4)": async ({ way }) => {
    way.manners.babbles = true;
  },
  "lies (F4)": async ({ way }) => {
    way.manners.lies = true;
  },
  "is full (F5)": (place) => configured(place, { "maxmemory-policy": "noeviction", maxmemory: "1" }),
  "is read-only (F5)": (place) => configured(place, { "min-replicas-to-write": "1" }),
} as const satisfies Readonly<Record<string, RedisFault>>;
