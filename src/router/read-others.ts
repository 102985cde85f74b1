import type { Log } from "../platform/log.js";

/** Longest that another's SDL is waited for, in milliseconds, and its largest size in characters. */
const PATIENCE = 5_000;
const LARGEST = 1_000_000;

/** What others' subgraphs say of themselves, and where they are. */
export type OtherParts = readonly { readonly name: string; readonly url: string; readonly sdl: string }[];

/**
 * Reads what others' subgraphs say of themselves, each time it is called. One that cannot be read is what it was when it could; it
 * is left out when it never could, so that ours start without it. Names with their addresses; the first that answers is believed.
 */
export function readOthers(others: Readonly<Record<string, readonly string[]>>, log: Log): () => Promise<OtherParts> {
  const known = new Map<string, string>();
  async function read(name: string, urls: readonly string[]): Promise<OtherParts> {
    for (const url of urls) {
      try {
        known.set(name, await readSdl(url));
        break;
      } catch (error) {
        log.warn({ subgraph: name, error: String(error) }, "its SDL cannot be read");
      }
    }
    const [[url = ""], sdl] = [urls, known.get(name)];
    return sdl === undefined ? [] : [{ name, url, sdl }];
  }
  return async () => (await Promise.all(Object.entries(others).map(([name, urls]) => read(name, urls)))).flat();
}

async function readSdl(url: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query: "{ _service { sdl } }" }),
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const { data } = (await response.json()) as { data?: { _service?: { sdl?: unknown } } };
  const sdl = data?._service?.sdl;
  if (typeof sdl !== "string" || sdl.length > LARGEST) throw new Error("it gives no SDL of a usable size");
  return sdl;
}
