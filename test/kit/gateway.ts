import { type Config, readConfig } from "../../src/config.js";
import { type Gateway, type GatewayOptions, startGateway } from "../../src/gateway.js";
import {
  type Bearer,
  createDevelopmentIssuer,
  DEVELOPMENT_SECRET,
} from "../../src/graph/identity/development-issuer.js";
import type { Database } from "../../src/platform/database.js";
import { createLog, type Log } from "../../src/platform/log.js";
import { sharedSecret } from "../../src/platform/secrets.js";
import { freePort } from "./free-port.js";
import { asked } from "./statements.js";
import { createTestDatabase, type TestDatabase } from "./store.js";
import { notebook } from "./watch/notebook.js";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly data: any;
  readonly errors:
    | readonly {
        readonly message: string;
        readonly path?: readonly unknown[];
        readonly extensions: Record<string, unknown>;
      }[]
    | undefined;
}

/** How somebody asks. */
export interface Asking {
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** The answer's data; a failure of the test when there are errors. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  read(query: string, variables?: object, headers?: Record<string, string>): Promise<any>;
}

export interface TestGateway extends Asking {
  readonly url: string;
  /** Where Prometheus reads, with METRICS_PORT. */
  readonly metricsUrl: string | undefined;
  readonly database: Database;
  /** Where its database is, for whoever else works on it. */
  readonly store: TestDatabase;
  /** Asks as somebody, with a token made anew for each request: `gateway.as({ role: "business", sub: "ana" }).read("…")`. */
  as(bearer: Bearer): Asking;
  /** A token of the gateway's development issuer, good for an hour. */
  token(bearer: Bearer): Promise<string>;
  /** Runs once all that the gateway does by the clock, as if it were that time; the gateway's own now by default. */
  upkeep(now?: Date): Promise<void>;
  /** Takes the store away under the running gateway. */
  dropDatabase(): Promise<void>;
  close(): Promise<void>;
}

/** Gateways that a failing test left open; each file closes its own at the end. */
const open = new Set<TestGateway>();
afterAll(async () => {
  for (const gateway of open) await gateway.close();
});

export interface TestGatewayOptions {
  /** The gateway's clock; tokens of `as` are made by the same one. */
  readonly now?: () => Date;
  /** Leaves the policy of roles out, to show that row-level security holds by itself. */
  readonly unguarded?: boolean;
  /** Where the gateway logs to; silent when it is left out. */
  readonly log?: Log;
  /** The database to work on, in place of one of its own; whoever made it drops it. */
  readonly store?: TestDatabase | undefined;
  /** True delivers what happens and runs the timers too; else a test can count statements undisturbed. */
  readonly background?: boolean;
}

/** Tests do in a second what people do in an hour. */
export const UNHURRIED = {
  COMMANDS_A_MINUTE: "1000000",
  APPLICANTS_AN_HOUR: "1000000",
  PREVIEWS_AN_HOUR: "1000000",
  REQUESTS_A_MINUTE: "0",
  LONGEST_WAIT_MS: "60000",
  CLOSING_NOTICE_MS: "0",
  DATABASE_WAIT_MS: "5000",
};

/** What tests run on, by TEST_FORM: one process, or all modules as subgraphs behind the router. */
const FORMS = { single: startGateway, federated: startWhollyFederated } as const;

async function startWhollyFederated(options: GatewayOptions): Promise<Gateway> {
  // Loaded where it is wanted only: the router brings many modules, and each test file loads all that it names anew.
  const { startFederated } = await import("../../src/split/federated.js");
  // Chosen beforehand, since links lead to the router's port.
  const config = { ...options.config, PORT: await freePort() };
  const { url, metricsUrl, house, close } = await startFederated({ ...options, config, elsewhere: {} });
  if (house === undefined) throw new Error("no subgraph runs here");
  return { ...house, url, metricsUrl, upkeep: (at) => house.upkeep(at), close };
}

/** Every line of a gateway's log is looked through for canaries; TEST_LOG prints those of a level too. */
function watchedLog(): Log {
  if (process.env.TEST_LOG) return createLog(process.env.TEST_LOG);
  return createLog("debug", { write: (line) => notebook.look("line of a log", line) });
}

/** A whole gateway on a free port, with a database of its own that holds the seeds, and the development issuer switched on. */
export async function startTestGateway(
  settings: Partial<Record<keyof Config, string>> = {},
  { now = () => new Date(), unguarded = false, store, background = false, log = watchedLog() }: TestGatewayOptions = {},
): Promise<TestGateway> {
  const database = store ?? (await createTestDatabase());
  const AUTH_DEVELOPMENT = settings.NODE_ENV === "production" ? "0" : "1";
  // What each request costs is added up, as it is by default; a busy machine adds no lines to the log that a test reads.
  const SLOW_OPERATION_MS = "600000";
  const defaults = { NODE_ENV: "test", PORT: "0", AUTH_DEVELOPMENT, SLOW_OPERATION_MS, ...UNHURRIED };
  const config = readConfig({ ...defaults, ...settings });
  const start = FORMS[process.env.TEST_FORM as keyof typeof FORMS] ?? FORMS.single;
  const gateway = await start({ config, log, address: database.address, now, unguarded, background });
  const anyone = askingOf(`${gateway.url}/graphql`, async () => ({}));
  // Read now, so that tests that count statements do not count this one.
  const seed = await sharedSecret(gateway.database, DEVELOPMENT_SECRET);
  const issuer = createDevelopmentIssuer(seed, config.AUTH_AUDIENCE);
  const token: TestGateway["token"] = (bearer) => issuer.token(bearer, now());
  const started: TestGateway = {
    ...anyone,
    url: gateway.url,
    metricsUrl: gateway.metricsUrl,
    database: gateway.database,
    store: database,
    as: (bearer) =>
      askingOf(`${gateway.url}/graphql`, async () => ({ authorization: `Bearer ${await token(bearer)}` })),
    token,
    upkeep: (at = now()) => gateway.upkeep(at),
    dropDatabase: database.drop,
    async close() {
      open.delete(started);
      await gateway.close();
      if (store === undefined) await database.drop();
    },
  };
  open.add(started);
  return started;
}

/** Asks at an address; the credentials are made anew for each request. */
export function askingOf(url: string, credentials: () => Promise<Record<string, string>>): Asking {
  const ask: Asking["ask"] = async (query, variables = {}, headers = {}) => {
    const body = JSON.stringify({ query, variables });
    notebook.tell(body);
    asked(query);
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await credentials()), ...headers },
      body,
    });
    const { data, errors } = (await response.json()) as Answer;
    if (errors) notebook.look("error body", JSON.stringify(errors));
    for (const [address] of JSON.stringify(data ?? null).matchAll(/https?:\/\/[^"\s\\]+/g))
      notebook.look("address", address);
    return { status: response.status, headers: response.headers, data, errors };
  };
  return {
    ask,
    async read(query, variables, headers) {
      const { data, errors } = await ask(query, variables, headers);
      if (errors) throw new Error(`the gateway answered with errors: ${JSON.stringify(errors)}`);
      return data;
    },
  };
}
