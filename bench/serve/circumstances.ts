import { loadavg } from "node:os";
import { createClient } from "redis";
import { machine } from "../measure.js";
import { connected } from "./databases.js";
import { packageVersions } from "./peers.js";

/** Where and with what the figures were taken. */
export async function circumstances({ postgres, redis }: { readonly postgres: string; readonly redis: string }) {
  return {
    machine: machine(),
    loadBefore: loadavg()[0]?.toFixed(1),
    postgres: await connected(postgres, async (client) => {
      const { rows } = await client.query<{ server_version: string }>("show server_version");
      return rows[0]?.server_version.split(" ")[0];
    }),
    redis: await redisVersion(redis),
    packages: await packageVersions(),
  };
}
export type Circumstances = Awaited<ReturnType<typeof circumstances>>;

async function redisVersion(url: string): Promise<string | undefined> {
  const client = createClient({ url });
  await client.connect();
  try {
    return /redis_version:(\S+)/.exec(await client.info("server"))?.[1];
  } finally {
    client.destroy();
  }
}

/** One line above a table. */
export function circumstancesLine({ machine: where, postgres, redis, loadBefore }: Circumstances): string {
  return `${where}, PostgreSQL ${postgres}, Redis ${redis}, all on this machine (load before: ${loadBefore})`;
}
