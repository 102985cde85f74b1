import type { ChildProcess } from "node:child_process";
import { BEARERS, casesOf, PROGRAM } from "../kit/case-file.js";
import { readCompose } from "../kit/compose.js";
import { type Answer, askingOf, startTestGateway, type TestGateway } from "../kit/gateway.js";
import { endProcess, startProcess } from "../kit/process.js";
import { urlOf } from "../kit/store.js";

// What docker-compose.split.yml describes, with processes in place of containers: each service as many times as it has replicas, and
// in place of a name that leads to all of them, their addresses.
const SERVICES = ["programs", "eligibility", "rest"] as const;
const { services } = readCompose<"router" | (typeof SERVICES)[number]>("docker-compose.split.yml");
/** Clients that ask at once. */
const CLIENTS = 8;

const replicas = new Map<string, { readonly child: ChildProcess; readonly origin: string }[]>();
let gateway: TestGateway;
let router: ChildProcess;
let url: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  const settings = { DATABASE_URL: urlOf(gateway.store.address), REDIS_URL: "redis://127.0.0.1:6379" };
  for (const name of SERVICES) {
    const { command = [], deploy } = services[name];
    const all = Array.from({ length: deploy?.replicas ?? 1 }, () =>
      startProcess(programOf(command), settings, command.slice(2)),
    );
    const started = await Promise.all(all);
    replicas.set(
      name,
      started.map((one) => ({ child: one.child, origin: new URL(one.url).origin })),
    );
  }
  const command = services.router.command ?? [];
  const started = await startProcess(programOf(command), {}, command.slice(2).map(withAddresses));
  router = started.child;
  router.stdout?.on("data", (text) => said.push(String(text)));
  url = started.url;
}, 300_000);
afterAll(async () => {
  if (process.env.TEST_LOG) process.stdout.write(said.join(""));
  await endProcess(router, "SIGTERM");
  for (const { child } of [...replicas.values()].flat()) await endProcess(child, "SIGTERM");
  await gateway?.close();
}, 60_000);

/** What the router says of subgraphs that do not answer well. */
const said: string[] = [];
const programOf = ([, file = ""]: readonly string[]) => file.replace("dist/src/", "");

/** `programs=http://programs:4000/programs/graphql` with the addresses of all that bear the name. */
function withAddresses(told: string): string {
  const [module, address = ""] = told.split("=");
  const { hostname, pathname } = new URL(address);
  return `${module}=${replicas.get(hostname)?.map(({ origin }) => origin + pathname)}`;
}

const QUERY = `{ program(slug: "${PROGRAM}") { name calls { totalCount }
  eligibility(profile: { state: "MX-CHH", ownerGender: FEMALE }) { verdict { code } } } }`;

/** Asks with several clients for as long as `doing` takes, and a little longer; returns all answers. */
async function askedWhile(doing: () => Promise<unknown>): Promise<Answer[]> {
  let over = false;
  const answers: Answer[] = [];
  const client = async () => {
    while (!over) answers.push(await askingOf(url, async () => ({})).ask(QUERY));
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await doing();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  over = true;
  await Promise.all(clients);
  return answers;
}

describe("replicas behind the router", () => {
  it("answer as one process does, commands too", async () => {
    const through = askingOf(url, async () => ({ authorization: `Bearer ${await gateway.token(BEARERS.rosa)}` }));
    const { openCall, registerFirm, submitted } = casesOf(gateway);
    await submitted((await openCall()).id, await registerFirm());
    const query = "{ applications(first: 3) { nodes { folio program { name } business { name } call { title } } } }";
    const expected = await gateway.as(BEARERS.rosa).ask(query);
    for (let turn = 0; turn < 4; turn += 1) {
      const { data, errors } = await through.ask(query);
      expect({ data, errors }).toEqual({ data: expected.data, errors: undefined });
    }
    const { data, errors } = await through.ask(QUERY);
    expect({ data, errors }).toEqual({ data: (await gateway.ask(QUERY)).data, errors: undefined });
  });

  it.each(["programs", "eligibility"])(
    "of %s: one that is killed takes along what it was asked and no more",
    async (name) => {
      const [first, second] = replicas.get(name) ?? [];
      const answers = await askedWhile(() => endProcess(first?.child, "SIGKILL"));
      const failed = answers.filter(({ errors }) => errors !== undefined);
      process.stdout.write(`  ${name}: ${failed.length} of ${answers.length} answers lost\n`);
      expect(failed.length).toBeLessThanOrEqual(CLIENTS);
      for (const { errors = [] } of failed)
        expect(errors[0]?.extensions).toEqual({ code: "UNAVAILABLE", subgraph: name });
      // The other of the two is there for all.
      expect(second?.child.exitCode).toBeNull();
      expect((await askingOf(url, async () => ({})).ask(QUERY)).errors).toBeUndefined();
    },
    60_000,
  );

  it("pass on what is published, whoever is there to answer", async () => {
    const origin = new URL(url).origin;
    for (let turn = 0; turn < 6; turn += 1) {
      const response = await fetch(`${origin}/catalog/programs/${PROGRAM}.jsonld`);
      expect([response.status, (await response.text()).length > 100]).toEqual([200, true]);
    }
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });

  it("say that a module is away once all of its replicas are, and the rest goes on", async () => {
    const [, last] = replicas.get("eligibility") ?? [];
    await endProcess(last?.child, "SIGKILL");
    const { status, data, errors } = await askingOf(url, async () => ({})).ask(QUERY);
    expect({ status, name: typeof data.program.name, verdict: data.program.eligibility }).toEqual({
      status: 200,
      name: "string",
      verdict: null,
    });
    expect(errors?.[0]?.extensions).toEqual({ code: "UNAVAILABLE", subgraph: "eligibility" });
  });
});
