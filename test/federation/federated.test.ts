import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type OfficesSubgraph, startOfficesSubgraph } from "../../src/demo-publishers/offices-subgraph.js";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import { LIMITS } from "../../src/graph/limits.js";
import { AGENCY, BEARERS, casesOf, PROGRAM } from "../kit/case-file.js";
import { openStream } from "../kit/event-stream.js";
import { type Answer, type Asking, askingOf, startTestGateway, type TestGateway } from "../kit/gateway.js";
import { endProcess, startProcess } from "../kit/process.js";
import { urlOf } from "../kit/store.js";

// Hive Gateway and the subgraphs run in a process of their own, beside the gateway of one process, on the same database.
let gateway: TestGateway;
let offices: OfficesSubgraph;
let router: ChildProcess;
let url: string;
let ids: { readonly program: string; readonly firm: string; readonly call: string; readonly application: string };
beforeAll(async () => {
  gateway = await startTestGateway();
  const { programId, openCall, registerFirm, submitted } = casesOf(gateway);
  const [program, call, firm] = [await programId(), (await openCall()).id, await registerFirm()];
  ids = { program, firm, call, application: (await submitted(call, firm)).id };
  await editAgain(PROGRAM);
  offices = await startOfficesSubgraph([
    { id: "centro", name: "Centro", address: "Calle 1", state: "MX-CHH", programs: [program] },
  ]);
  const started = await startProcess("cli/federated.js", { DATABASE_URL: urlOf(gateway.store.address) }, [
    `oficinas=${offices.url}`,
  ]);
  router = started.child;
  url = started.url;
}, 120_000);
afterAll(async () => {
  await endProcess(router, "SIGTERM");
  await offices?.close();
  await gateway?.close();
});

/** Another edition of a program, which differs by its name, comes into force in place of the one that there is. */
async function editAgain(slug: string): Promise<void> {
  const database = gateway.database;
  const [old] = await database.query<{ id: string }>(
    `update program_version v set superseded_at = now() from program p
      where p.id = v.program_id and p.slug = $1 and v.superseded_at is null and upper_inf(v.in_force) returning v.id`,
    [slug],
  );
  await database.query(
    `insert into program_version
       select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'number', v.number + 1, 'recorded_at', now(),
                'superseded_at', null, 'document', jsonb_set(v.document, '{name,es}', '"Con otro nombre"')))).*
         from program_version v where v.id = $1`,
    [old?.id],
  );
}

const through = (bearer?: Bearer): Asking =>
  askingOf(url, async () => (bearer ? { authorization: `Bearer ${await gateway.token(bearer)}` } : {}));
const directly = (bearer?: Bearer): Asking => (bearer ? gateway.as(bearer) : gateway);

const PROFILE = '{ state: "MX-CHH", ownerGender: FEMALE, workers: 4 }';
const VERDICT = "verdict { code label } receipt { asOf versionNumber }";

interface Question {
  readonly what: string;
  readonly query: string;
  readonly bearer?: Bearer;
}

const QUESTIONS: readonly Question[] = [
  {
    what: "programs with eligibility and calls",
    query: `{ programs(search: "mujeres", first: 5) { totalCount edges { cursor } nodes {
         id name status { code label } jurisdiction { state { code name } } agencies { role { code } agency { slug name } }
         calls(first: 2) { totalCount nodes { id title state { code } criteria { code } } }
         eligibility(profile: ${PROFILE}) { ${VERDICT} } } } }`,
  },
  {
    what: "programs as of a day, in English, with eligibility of that day",
    query: `{ programs(search: "fondo", first: 4, asOf: "2012-06-01", language: EN) { nodes {
         name asOf language status { label } calls { totalCount } eligibility(profile: ${PROFILE}) { ${VERDICT} } } } }`,
  },
  {
    what: "what a firm may get, with the programs as of the day and in the language asked",
    query: `{ checkEligibility(profile: ${PROFILE}, asOf: "2015-03-01", language: EN) { results(first: 10) { totalCount nodes {
         ${VERDICT} program { slug name asOf language version { number } catalog { slug name } calls { totalCount } } } } } }`,
  },
  {
    what: "an agency with its programs",
    query: `{ agency(slug: "${AGENCY}") { id name state { code name } programs(first: 10) { totalCount nodes { slug name calls { totalCount } } } } }`,
  },
  {
    what: "states and industries",
    query: '{ state(code: "MX-CHH") { name } industries(first: 3) { nodes { code } totalCount } }',
  },
  { what: "the schema's own description", query: '{ __type(name: "Call") { kind description } }' },
  {
    what: "the applications of a firm",
    query: `{ myBusinesses { nodes { id name documents(first: 2) { totalCount } } }
       applications(first: 5) { nodes { id folio title state { code label } business { name } call { id title program { slug } }
         program { slug name asOf version { number } parentAgency { slug } } timeline(first: 3) { nodes { to { code } } } } } }`,
    bearer: BEARERS.rosa,
  },
  {
    what: "nothing of them to another",
    query: "{ applications(first: 5) { totalCount } myBusinesses { totalCount } }",
    bearer: BEARERS.stranger,
  },
];

describe("the subgraphs behind Hive Gateway", () => {
  it.each(QUESTIONS)("answer as the gateway of one process does: $what", async ({ query, bearer }) => {
    const expected = await directly(bearer).ask(query);
    const { data, errors } = await through(bearer).ask(query);
    expect(errors).toEqual(expected.errors);
    // Byte for byte: the order of fields too.
    expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
    expect(JSON.stringify(data).length).toBeGreaterThan(50);
  });

  it("answer for an application to whom it belongs, and to nobody else", async () => {
    const query = `query ($id: ID!) { application(id: $id) { title business { name } program { name } } }`;
    const told = ({ data, errors }: Answer) => ({
      application: data?.application ?? null,
      errors: errors?.map(({ message, extensions: { code } }) => [code, message]),
    });
    for (const bearer of [BEARERS.rosa, BEARERS.stranger, BEARERS.reviewer, BEARERS.neighbour, undefined]) {
      const expected = told(await directly(bearer).ask(query, { id: ids.application }));
      expect(told(await through(bearer).ask(query, { id: ids.application }))).toEqual(expected);
    }
    const seen = await through(BEARERS.rosa).read(query, { id: ids.application });
    expect(seen.application).toMatchObject({ title: "Taller de bordado", business: { name: "Bordados Rosa" } });
  });

  it("read the program behind an application in the edition it was begun under, and the one of its call as it is today", async () => {
    const query =
      "query ($id: ID!) { application(id: $id) { program { name version { number } } call { program { name } } } }";
    const { application } = await through(BEARERS.rosa).read(query, { id: ids.application });
    expect(application.call.program.name).toBe("Con otro nombre");
    expect(application.program.name).not.toBe("Con otro nombre");
  });

  it.each<[string, string, Record<string, string>, object?]>([
    [
      "a token that is not good",
      "{ myBusinesses { totalCount } states { code } }",
      { authorization: "Bearer nonsense" },
    ],
    ["two credentials", "{ states { code } }", { authorization: "Bearer nonsense", "x-api-key": "vu_x" }],
    ["who is not signed in", "{ myBusinesses { totalCount } }", {}],
    ["what the schema has not", "{ states { color } }", {}],
    ["what is no GraphQL", "{ states { code }", {}],
    ["a value of the wrong kind", '{ programs(asOf: "yesterday") { totalCount } }', {}],
    ["a variable of the wrong kind", "query ($asOf: Date) { programs(asOf: $asOf) { totalCount } }", {}, { asOf: 7 }],
    ["a value that is not there", '{ states { code } program(slug: "prosec", asOf: "1700-01-01") { id } }', {}],
    ["a list that is too long", "{ programs(first: 100000) { totalCount } }", {}],
    [
      "what costs too much",
      "{ catalogs(first: 100) { nodes { programs(first: 100) { nodes { name slug acronym } } } } }",
      {},
    ],
    ["an operation that is not named", "query A { __typename } query B { __typename }", {}],
  ])("refuse %s with the same status, headers and words", async (_what, query, headers, variables = {}) => {
    const told = async (asking: Asking) => {
      const { status, data, errors, headers: got } = await asking.ask(query, variables, headers);
      const names = ["content-type", "cache-control", "vary", "www-authenticate", "retry-after"];
      return { status, data, errors, headers: names.map((name) => got.get(name)) };
    };
    const expected = await told(directly());
    expect(expected.errors ?? expected.data).toBeDefined();
    expect(await told(through())).toEqual(expected);
  });

  it("answer GET, and take no command by it", async () => {
    const get = async (origin: string, query: string, headers: Record<string, string>) => {
      const response = await fetch(`${origin}?query=${encodeURIComponent(query)}`, { headers });
      return { status: response.status, body: await response.json() };
    };
    const safe = { "apollo-require-preflight": "1" };
    const asked: readonly [string, Record<string, string>][] = [
      ['{ program(slug: "prosec") { name calls { totalCount } } }', safe],
      ["{ states { code } }", {}],
      ['mutation { suppressBusiness(input: { clientMutationId: "x", businessId: "x" }) { __typename } }', safe],
    ];
    for (const [query, headers] of asked) {
      expect(await get(url, query, headers)).toEqual(await get(`${gateway.url}/graphql`, query, headers));
    }
    expect((await get(url, asked[0]?.[0] ?? "", safe)).status).toBe(200);
  });

  it("pass on what is published beside the graph", async () => {
    const origin = new URL(url).origin;
    for (const path of [
      "/changes.atom",
      "/catalog/programs/prosec.jsonld",
      "/catalog/programs/not-there.jsonld",
      "/files/x",
    ]) {
      const [here, there] = [await fetch(`${origin}${path}`), await fetch(`${gateway.url}${path}`)];
      expect({ path, status: here.status, type: here.headers.get("content-type") }).toEqual({
        path,
        status: there.status,
        type: there.headers.get("content-type"),
      });
    }
    expect(await (await fetch(`${origin}/readyz`)).json()).toMatchObject({ status: "ok" });
    for (const path of ["/programs/graphql", "//programs/graphql", "/programs/graphql/stream"]) {
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    }
  });

  it("tell of what happens, with the parts of others", async () => {
    const query = `subscription ($id: ID) { applicationChanges(applicationId: $id) {
      application { title program { name version { number } } business { name } } } }`;
    const headers = { authorization: `Bearer ${await gateway.token(BEARERS.rosa)}` };
    const events = await Promise.all(
      [new URL(url).origin, gateway.url].map(async (origin) => {
        const stream = await openStream(origin, { query, variables: { id: ids.application } }, headers);
        const event = await stream.next();
        stream.close();
        return event;
      }),
    );
    expect(events[0]).toEqual(events[1]);
    expect(JSON.stringify(events[0])).toContain("Bordados Rosa");
    const bad = await openStream(new URL(url).origin, { query }, { authorization: "Bearer nonsense" });
    expect(bad.status).toBe(401);
  });

  it("take commands", async () => {
    const mutation = `mutation ($input: RegisterBusinessInput!) { registerBusiness(input: $input) { ... on BusinessChanged { business { name } } } }`;
    const input = { clientMutationId: "one-of-one", name: "Dulces Lupe", profile: {} };
    const lupe = { role: "business", sub: "lupe" } as const;
    const { registerBusiness } = await through(lupe).read(mutation, { input });
    expect(registerBusiness).toEqual({ business: { name: "Dulces Lupe" } });
    const { myBusinesses } = await directly(lupe).read("{ myBusinesses { nodes { name } } }");
    expect(myBusinesses.nodes).toEqual([{ name: "Dulces Lupe" }]);
  });

  it("tell callers apart that ask the same at the same moment", async () => {
    const query = "{ myBusinesses { nodes { name } } }";
    const asked = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? BEARERS.rosa : BEARERS.stranger));
    const answers = await Promise.all(asked.map((bearer) => through(bearer).read(query)));
    const names = answers.map(({ myBusinesses }) => myBusinesses.nodes.map(({ name }: { name: string }) => name));
    expect(names).toEqual(asked.map((bearer) => (bearer === BEARERS.rosa ? ["Bordados Rosa"] : [])));
  });

  it("show nothing of federation, and take no more than the limits let through", async () => {
    const { errors } = await through().ask("{ _service { sdl } }");
    expect(errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    const aliases = Array.from({ length: LIMITS.aliases + 1 }, (_, at) => `a${at}: states { code }`).join(" ");
    const dear = "{ catalogs(first: 100) { nodes { programs(first: 100) { nodes { name slug acronym } } } } }";
    for (const query of [`{ ${aliases} }`, dear]) {
      const answer = await through().ask(query);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "OPERATION_TOO_COMPLEX" });
      expect(Object.values(answer.data ?? {}).every((value) => value === null)).toBe(true);
    }
    const long = await through().ask(`{ ${"states { code } ".repeat(LIMITS.tokens)} }`);
    expect(long.errors).toHaveLength(1);
  });

  it("say of a subscription where it is asked", async () => {
    const { status, errors } = await through().ask("subscription { applicationChanges { __typename } }");
    expect({ status, code: errors?.[0]?.extensions }).toEqual({
      status: 400,
      code: { code: "OPERATION_NOT_SUPPORTED", address: "/graphql/stream" },
    });
  });

  it("ask nobody whom a client names", async () => {
    let called = 0;
    const trap = createServer((_request, response) => {
      called += 1;
      response.end("{}");
    }).listen(0, "127.0.0.1");
    await once(trap, "listening");
    const endpoint = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/`;
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ states { code } }", extensions: { endpoint, headers: { "x-evil": "1" } } }),
    });
    expect((await response.json()).data.states).toHaveLength(32);
    expect(called).toBe(0);
    trap.close();
  });
});

describe("another institution's subgraph beside them", () => {
  const BOTH = `{ localOffices(state: "MX-CHH") { name state { name } programs { slug catalog { slug } } }
    program(slug: "${PROGRAM}") { slug name localOffices { name address } calls { totalCount } } }`;

  it("answers together with ours, in both directions", async () => {
    const { localOffices, program } = await through().read(BOTH);
    expect(localOffices).toEqual([
      {
        name: "Centro",
        state: { name: "Chihuahua" },
        programs: [{ slug: PROGRAM, catalog: { slug: expect.any(String) } }],
      },
    ]);
    expect(program).toMatchObject({
      slug: PROGRAM,
      localOffices: [{ name: "Centro", address: "Calle 1" }],
      calls: { totalCount: 1 },
    });
  });

  it("is not told who asks", async () => {
    await through(BEARERS.rosa).read(BOTH, {}, { "accept-language": "en", cookie: "a=b" });
    const said = JSON.stringify(offices.asked);
    expect(offices.asked.length).toBeGreaterThan(1);
    expect(offices.asked.at(-1)?.["accept-language"]).toBe("en");
    expect(said).not.toMatch(/authorization|bearer|api-key|cookie/i);
  });

  it("leaves what is ours answered when it is away, and says what is missing", async () => {
    await offices.close();
    const { data, errors } = await through().ask(BOTH, {}, { "accept-language": "en" });
    expect(data).toMatchObject({
      localOffices: null,
      program: { slug: PROGRAM, localOffices: null, calls: { totalCount: 1 } },
    });
    expect(errors?.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual(
      expect.arrayContaining(
        [["localOffices"], ["program", "localOffices"]].map((path) => ({
          message: "The service is not available for now",
          path,
          extensions: { code: "UNAVAILABLE", subgraph: "oficinas" },
        })),
      ),
    );
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN/);
    expect((await through().read("{ states { code } }")).states).toHaveLength(32);
  });
});
