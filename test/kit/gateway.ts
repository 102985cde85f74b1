import { type Config, readConfig } from "../../src/config.js";
import { startGateway } from "../../src/gateway.js";
import type { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { createTestDatabase } from "./store.js";

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

export interface TestGateway {
  readonly url: string;
  readonly database: Database;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** The answer's data; a failure of the test when there are errors. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  read(query: string, variables?: object, headers?: Record<string, string>): Promise<any>;
  /** Takes the store away under the running gateway. */
  dropDatabase(): Promise<void>;
  close(): Promise<void>;
}

/** Gateways that a failing test left open; each file closes its own at the end. */
const open = new Set<TestGateway>();
afterAll(async () => {
  for (const gateway of open) await gateway.close();
});

/** A whole gateway on a free port, with a database of its own that holds the seeds. */
export async function startTestGateway(settings: Partial<Record<keyof Config, string>> = {}): Promise<TestGateway> {
  const database = await createTestDatabase();
  const config = readConfig({ NODE_ENV: "test", PORT: "0", ...settings });
  const gateway = await startGateway({ config, log: createLog("silent"), address: database.address });
  const ask: TestGateway["ask"] = async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer;
    return { status: response.status, headers: response.headers, data, errors };
  };
  const started: TestGateway = {
    url: gateway.url,
    database: gateway.database,
    ask,
    async read(query, variables, headers) {
      const { data, errors } = await ask(query, variables, headers);
      if (errors) throw new Error(`the gateway answered with errors: ${JSON.stringify(errors)}`);
      return data;
    },
    dropDatabase: database.drop,
    async close() {
      open.delete(started);
      await gateway.close();
      await database.drop();
    },
  };
  open.add(started);
  return started;
}
