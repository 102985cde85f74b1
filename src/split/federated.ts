// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import type { Config } from "../config.js";
import { openAnswers } from "../house/answers.js";
import { openDocuments } from "../house/documents.js";
import type { House, HouseOptions } from "../house/house.js";
import { mannersOf } from "../house/manners.js";
import { describeModules, describePaths } from "../house/modules.js";
import { openWatch, watchingOf } from "../house/watch.js";
import { type OtherParts, readOthers } from "../router/read-others.js";
import { startRouter } from "./router.js";
import { startSubgraphs, subgraphPath } from "./subgraphs.js";
import { type Joined, join, ownParts } from "./supergraph.js";

export interface FederatedOptions extends HouseOptions {
  /**
   * Addresses of subgraphs by name: of modules that run elsewhere, and of other institutions. Several of one name are replicas,
   * asked in turn.
   */
  readonly elsewhere: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds after which what others' subgraphs say of themselves is read again. */
  readonly rereadEvery?: number;
}

export interface Federated {
  readonly url: string;
  /** Where Prometheus reads what this process measures; undefined when METRICS_PORT is not set. */
  readonly metricsUrl: string | undefined;
  /** The subgraphs of this process; undefined when all run elsewhere. */
  readonly house: House | undefined;
  readonly leftOut: Joined["leftOut"];
  close(): Promise<void>;
}

const A_MINUTE = 60_000;

/** The whole graph behind a router on the configured port: modules that do not run elsewhere run here, on a free port of this machine. */
export async function startFederated(options: FederatedOptions): Promise<Federated> {
  const { elsewhere, rereadEvery = A_MINUTE, ...rest } = options;
  const { config, log } = options;
  const own = (await describeModules()).map(({ name }) => name);
  const names = own.filter((name) => elsewhere[name] === undefined);
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const telemetry = await openWatch(config, log);
    undo.push(() => telemetry.close());
    const house =
      names.length === 0 ? undefined : await startSubgraphs({ ...rest, config: innerConfig(config), names });
    undo.push(async () => house?.close());
    const addresses = (name: string) => elsewhere[name] ?? [`${house?.url}${subgraphPath(name)}`];
    const first = (name: string) => addresses(name)[0] ?? "";
    const parts = await ownParts(first);
    const others = Object.keys(elsewhere).filter((name) => !own.includes(name));
    const read = readOthers(Object.fromEntries(others.map((name) => [name, addresses(name)])), log);
    const compose = (known: OtherParts) => {
      const joined = join(parts, known);
      for (const { name, why } of joined.leftOut) log.warn({ subgraph: name, why }, "left out: it does not fit");
      return joined;
    };
    let known = await read();
    const joined = compose(known);
    const router = await startRouter({
      composed: joined,
      trusted: own,
      replicas: new Map([...own, ...others].map((name) => [first(name), addresses(name)])),
      askedFirst: first(own[0] ?? ""),
      documents: (schema) => {
        const whole = joined.parts.length === own.length + others.length;
        if (!whole && config.DOCUMENTS_FILE !== undefined)
          log.warn("documents are not checked: a part of the graph is away");
        return openDocuments({ config, schema: whole ? schema : undefined });
      },
      kept: (edition) => openAnswers({ config, path: "/graphql", edition, shared: undefined, make: "router" }),
      now: options.now,
      passed: { paths: await describePaths(), origins: originsOf(own.flatMap(addresses)) },
      host: config.HOST,
      port: config.PORT,
      page: config.NODE_ENV !== "production",
      log,
      manners: mannersOf(config, "router"),
      watching: watchingOf(config, log),
    });
    undo.push(() => router.close());
    const reread = async () => {
      const now = await read();
      // Composing takes a second of the processor.
      if (JSON.stringify(now) === JSON.stringify(known)) return;
      known = now;
      const next = compose(now);
      await router.replace(next);
      log.info({ subgraphs: next.parts.map(({ name }) => name) }, "composed anew");
    };
    const stop = every(others.length === 0 ? undefined : rereadEvery, () =>
      reread().catch((error) => log.error({ error: String(error) }, "what others offer could not be composed anew")),
    );
    undo.push(stop);
    const { metricsUrl } = telemetry;
    return {
      url: router.url,
      metricsUrl,
      house: house && doubting(house, router.doubt),
      leftOut: joined.leftOut,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A house whose upkeep the router knows of at once. */
function doubting(house: House, doubt: () => void): House {
  return {
    ...house,
    upkeep: async (at) => {
      await house.upkeep(at);
      doubt();
    },
  };
}

/** The subgraphs are asked by the router alone; links in what they publish lead to it. The whole process is watched already. */
function innerConfig(config: Config): Config {
  const known = config.PORT === 0 ? undefined : `http://127.0.0.1:${config.PORT}`;
  // The router has said that it closes before they do.
  const inner = { HOST: "127.0.0.1", PORT: 0, PUBLIC_URL: config.PUBLIC_URL ?? known, CLOSING_NOTICE_MS: 0 };
  return { ...config, ...inner, METRICS_PORT: undefined, OTEL_EXPORTER_OTLP_ENDPOINT: undefined };
}

const originsOf = (urls: readonly string[]) => [...new Set(urls.map((url) => new URL(url).origin))];

/** Does something again and again, never twice at once; returns what ends it. */
function every(milliseconds: number | undefined, work: () => Promise<void>): () => Promise<void> {
  let under: Promise<void> = Promise.resolve();
  let busy = false;
  const again = () => {
    if (busy) return;
    busy = true;
    under = work().finally(() => {
      busy = false;
    });
  };
  const timer = milliseconds === undefined ? undefined : setInterval(again, milliseconds).unref();
  return async () => {
    clearInterval(timer);
    await under;
  };
}
