import type { ChildProcess } from "node:child_process";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { describeSchema } from "../../src/gateway.js";
import { EXAMPLE_QUERIES } from "../../src/graph/example-queries.js";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import { found, TELLING } from "../kit/canaries.js";
import { BEARERS } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { inLanes } from "../kit/in-lanes.js";
import { mutated } from "../kit/mutated-bytes.js";
import { endProcess, startProcess } from "../kit/process.js";
import { chanceOf } from "../kit/random-documents.js";
import { randomOperation } from "../kit/random-operations.js";
import { urlOf } from "../kit/store.js";

const SEED = Number(process.env.RANDOM_SEED ?? 20_261_128);
const SHARE = Number(process.env.RANDOM_CASES_SHARE ?? 1);
const COUNTS = { questions: 8_000, commands: 3_000, bodies: 8_000, connections: 1_000 };
const countOf = (kind: keyof typeof COUNTS) => Math.ceil(COUNTS[kind] * SHARE);
const TIME = 120_000 * Math.max(1, SHARE);

const LANES = 8;
/** Longest that an answer may take, in milliseconds; one that took longer among others is asked for again alone. */
const LONGEST = 1_000;

let house: TestGateway;
let gateway: { readonly child: ChildProcess; readonly url: string };
let tokens: readonly (string | undefined)[];
const agent = new Agent({ keepAlive: true, maxSockets: LANES });
beforeAll(async () => {
  house = await startTestGateway();
  gateway = await startProcess("main.js", { DATABASE_URL: urlOf(house.store.address) });
  const bearers: readonly Bearer[] = [...Object.values(BEARERS), { role: "administrator", sub: "admin-1" }];
  tokens = [undefined, undefined, undefined, ...(await Promise.all(bearers.map((bearer) => house.token(bearer))))];
});
afterAll(async () => {
  agent.destroy();
  await endProcess(gateway?.child, "SIGTERM");
  await house.close();
});

interface Heard {
  readonly status: number;
  readonly body: string;
  readonly took: number;
}

function send(body: Buffer | string, token?: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const headers = {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const sending = request(gateway.url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          took: performance.now() - begun,
        }),
      );
    });
    sending.on("error", reject);
    sending.end(body);
  });
}

/** What is wrong with an answer; undefined when nothing is. */
function wrongWith({ status, body }: Heard): string | undefined {
  if (status >= 500 || status === 0) return `status ${status}`;
  if (/"code":"(INTERNAL_SERVER_ERROR|UNAVAILABLE)"/.test(body)) return "a fault of ours";
  // What somebody told of themselves may be in an answer of theirs, and in no error.
  const { errors = [] } = JSON.parse(body) as { errors?: unknown[] };
  const leaks = found(JSON.stringify(errors));
  return leaks.length > 0 ? `an error repeats ${leaks}` : undefined;
}

async function expectSafe(what: string, body: Buffer | string, token?: string): Promise<number> {
  const first = await send(body, token);
  const heard = first.took > LONGEST ? await send(body, token) : first;
  const wrong = wrongWith(heard) ?? (heard.took > LONGEST ? `took ${heard.took} ms` : undefined);
  if (wrong !== undefined) {
    throw new Error(`seed ${SEED}, ${what}: ${wrong}\n${body.toString("utf8")}\n${heard.body.slice(0, 2_000)}`);
  }
  return heard.status;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe(`random input of seed ${SEED}`, () => {
  it.each([
    ["questions", false],
    ["commands", true],
  ] as const)(
    "is answered or refused, and nothing breaks: %s",
    async (kind, commands) => {
      const schema = await describeSchema();
      const statuses = await inLanes(LANES, numbers(countOf(kind)), async (at) => {
        const chance = chanceOf(SEED + at * 7 + (commands ? 3 : 0));
        const wrong = at % 3 === 0 ? 0.1 : at % 3 === 1 ? 0.01 : 0;
        const admits = (name: string) => commands || name !== "Query.checkEligibility" || at % 4 === 0;
        const body = JSON.stringify(randomOperation({ schema, chance, wrong, commands, admits }));
        return expectSafe(`${kind} ${at}`, body, tokens[at % tokens.length]);
      });
      const answered = statuses.filter((status) => status === 200).length;
      process.stderr.write(`\n${statuses.length} ${kind}, ${answered} of them executed\n`);
      expect(answered).toBeGreaterThan(statuses.length / 10);
    },
    TIME,
  );

  const BODIES = [
    ...EXAMPLE_QUERIES.map(({ query }) => JSON.stringify({ query })),
    ...TELLING.map(([query, variables = {}]) => JSON.stringify({ query, variables })),
    JSON.stringify({
      query: "query A($n: Int) { programs(first: $n) { nodes { slug } } }",
      variables: { n: 2 },
      operationName: "A",
      extensions: {},
    }),
  ].map((body) => Buffer.from(body));

  it(
    "is answered or refused, and nothing breaks: bodies with changed bytes",
    async () => {
      const statuses = await inLanes(LANES, numbers(countOf("bodies")), async (at) => {
        const body = mutated(BODIES[at % BODIES.length] as Buffer, chanceOf(SEED + at * 11));
        return expectSafe(`body ${at}`, body, tokens[at % tokens.length]);
      });
      expect(new Set(statuses)).toContain(400);
    },
    TIME,
  );

  it(
    "is answered or refused, and nothing breaks: connections with changed bytes",
    async () => {
      const { hostname, port } = new URL(gateway.url);
      await inLanes(LANES, numbers(countOf("connections")), async (at) => {
        const body = BODIES[at % BODIES.length] as Buffer;
        const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept-Encoding: br\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
        const bytes = mutated(Buffer.concat([Buffer.from(head), body]), chanceOf(SEED + at * 13));
        const text = await new Promise<string>((resolve) => {
          const chunks: Buffer[] = [];
          const socket = connect({ port: Number(port), host: hostname }, () => socket.end(bytes));
          socket.on("data", (chunk) => chunks.push(chunk)).on("error", () => undefined);
          socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
          socket.setTimeout(20_000, () => socket.destroy());
        });
        expect({ at, status: /HTTP\/1\.1 5\d\d/.exec(text)?.[0], bytes: bytes.toString("latin1") }).toMatchObject({
          status: undefined,
        });
      });
    },
    TIME,
  );

  it("has left the gateway alive", async () => {
    expect(gateway.child.exitCode).toBeNull();
    expect(await send(JSON.stringify({ query: "{ states { code } }" }))).toMatchObject({ status: 200 });
  });
});
