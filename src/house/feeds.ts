import type { Config } from "../config.js";
import { signingKey } from "../platform/ed25519.js";
import { createHttpClient, type HttpClient } from "../platform/http/http-client.js";
import { readSources } from "../programs/sources/read-sources.js";
import type { Source } from "../programs/sources/source.js";

/** The feeds of others that are gathered, and by what they are called. */
export interface Feeds {
  readonly sources: readonly Source[];
  readonly http: HttpClient;
}

/** The feeds that the gateway is set up with. */
export async function openFeeds(config: Config, now: () => Date): Promise<Feeds> {
  const [key] = config.SOURCES_KEY ?? [];
  const http = createHttpClient({
    guard: { allow: { loopback: config.SOURCES_ALLOW_LOOPBACK } },
    userAgent: "ventanilla-unica",
    now,
    ...(key && { key: { id: key.id, key: signingKey(key.key) } }),
  });
  const sources = config.SOURCES_FILE === undefined ? [] : await readSources(config.SOURCES_FILE);
  return { sources, http };
}
