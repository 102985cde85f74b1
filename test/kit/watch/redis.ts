import { createClient, RESP_TYPES } from "redis";
import type { Notebook } from "./notebook.js";

/** Looks through all keys and values of a Redis; of one that does not answer, none. */
export async function lookThroughRedis(url: string, notebook: Notebook): Promise<void> {
  const client = createClient({ url, socket: { connectTimeout: 500, reconnectStrategy: false } });
  client.on("error", () => {});
  const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const textOf = async (key: string) => (await bytes.get(key).catch(() => bytes.dump(key)))?.toString("latin1") ?? "";
  try {
    await client.connect();
    for await (const keys of client.scanIterator({ COUNT: 500 })) {
      for (const key of keys) notebook.look("value of Redis", `${key} ${await textOf(key)}`);
    }
  } catch {
    return;
  } finally {
    client.destroy();
  }
}
