// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import type { HouseOptions } from "./house.js";
import { describeModules } from "./modules.js";
import type { Log } from "./platform/log.js";
import { startRouter } from "./router.js";
import { startSubgraphs, subgraphPath } from "./subgraphs.js";
import { type Joined, join, ownParts, type Part } from "./supergraph.js";

export interface FederatedOptions extends HouseOptions {
  /** Addresses of subgraphs by name: of modules that run elsewhere, and of other institutions. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

export interface Federated {
  readonly url: string;
  /** Where the subgraphs of this process are; undefined when all run elsewhere. */
  readonly subgraphsUrl: string | undefined;
  readonly leftOut: Joined["leftOut"];
  close(): Promise<void>;
}

/** The whole graph behind a router on the configured port: modules that do not run elsewhere run here, on a free port of this machine. */
export async function startFederated({ elsewhere, ...options }: FederatedOptions): Promise<Federated> {
  const { config, log } = options;
  const own = (await describeModules()).map(({ name }) => name);
  const names = own.filter((name) => elsewhere[name] === undefined);
  const inner = { ...config, HOST: "127.0.0.1", PORT: 0 };
  const house = names.length === 0 ? undefined : await startSubgraphs({ ...options, config: inner, names });
  try {
    const parts = await ownParts((name) => elsewhere[name] ?? `${house?.url}${subgraphPath(name)}`);
    const others = Object.entries(elsewhere).filter(([name]) => !own.includes(name));
    const read = await Promise.all(others.map(([name, url]) => readPart(name, url, log)));
    const { supergraph, leftOut } = join(parts, read.flat());
    for (const { name, why } of leftOut) log.warn({ subgraph: name, why }, "left out: it does not fit");
    const { HOST: host, PORT: port } = config;
    const router = await startRouter({ supergraph, trusted: own, host, port, log });
    return {
      url: router.url,
      subgraphsUrl: house?.url,
      leftOut,
      async close() {
        await router.close();
        await house?.close();
      },
    };
  } catch (error) {
    await house?.close();
    throw error;
  }
}

/** Longest that another's SDL is waited for, in milliseconds, and its largest size in characters. */
const PATIENCE = 5_000;
const LARGEST = 1_000_000;

/** What another's subgraph says of itself; nothing when it cannot be read, so that ours start without it. */
async function readPart(name: string, url: string, log: Log): Promise<readonly Part[]> {
  try {
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
    return [{ name, url, sdl }];
  } catch (error) {
    log.warn({ subgraph: name, error: String(error) }, "left out: its SDL cannot be read");
    return [];
  }
}
