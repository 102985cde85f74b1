import { createClient } from "redis";

const URL_OF_REDIS = process.env.TEST_REDIS_URL ?? "redis://127.0.0.1:6379";

/**
 * The Redis to test against, or undefined when none answers: loudly here, and as a failure on CI,
 * where nothing may be left untested in silence.
 */
export async function reachableRedis(): Promise<string | undefined> {
  const client = createClient({ url: URL_OF_REDIS, socket: { connectTimeout: 1_000, reconnectStrategy: false } });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.ping();
    client.destroy();
    return URL_OF_REDIS;
  } catch {
    if (process.env.CI) throw new Error(`no Redis answers at ${URL_OF_REDIS}: on CI the tests that need it must run`);
    process.stderr.write(
      `\n*** No Redis answers at ${URL_OF_REDIS}: THE TESTS THAT NEED IT WERE NOT RUN (set TEST_REDIS_URL) ***\n\n`,
    );
    return undefined;
  }
}
