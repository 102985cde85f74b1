import { randomUUID } from "node:crypto";
import { type Asking, startTestGateway, type TestGateway } from "../../kit/gateway.js";

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  secret apiKey { id agency label createdBy expiresAt revokedAt lastUsedOn } } }`;
const REVOKE = "mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id revokedAt } } }";
const LIST = `query ($agency: ID!, $first: Int, $after: String) { apiKeys(agency: $agency, first: $first, after: $after) {
  totalCount nodes { id label revokedAt lastUsedOn } pageInfo { hasNextPage endCursor } } }`;
const ME = "{ me(language: EN) { role { code label } subject agency } }";

let now = new Date("2026-11-24T18:00:00Z");
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());
beforeEach(() => {
  now = new Date("2026-11-24T18:00:00Z");
});

const root = () => gateway.as({ role: "administrator", sub: "root" });
const approver = (agency: string) => gateway.as({ role: "agency_approver", sub: "abel", agency });
const request = (more: object) => ({ input: { clientMutationId: randomUUID(), ...more } });
async function create(more: object = {}) {
  const variables = request({ agency: "inadem", label: "Sistema de ventanilla", ...more });
  const { createApiKey } = await root().read(CREATE, variables);
  return { ...createApiKey.apiKey, secret: createApiKey.secret } as {
    id: string;
    secret: string;
    [field: string]: unknown;
  };
}
const withKey = (key: string) => gateway.ask(ME, {}, { "x-api-key": key });
const refused = { status: 401, code: { code: "UNAUTHENTICATED", reason: "INVALID" } };
async function fate(key: string) {
  const { status, errors } = await withKey(key);
  return { status, code: errors?.[0]?.extensions };
}

describe("who one is", () => {
  it("is told to who signed in, and null to nobody", async () => {
    expect(await gateway.read(ME)).toEqual({ me: null });
    expect(await gateway.as({ role: "agency_editor", sub: "eva", agency: "inadem" }).read(ME)).toEqual({
      me: {
        role: { code: "AGENCY_EDITOR", label: "Editor and window of an agency" },
        subject: "eva",
        agency: "inadem",
      },
    });
    expect(await gateway.as({ role: "business", sub: "ana" }).read("{ me { role { label } agency } }")).toEqual({
      me: { role: { label: "Empresa, o quien actúa por ella con mandato" }, agency: null },
    });
  });
});

describe("an API key", () => {
  it("signs in the system of its agency, in either header, and no cache keeps what it reads", async () => {
    const { id, secret, ...rest } = await create();
    expect(rest).toEqual({
      agency: "inadem",
      label: "Sistema de ventanilla",
      createdBy: "root",
      expiresAt: null,
      revokedAt: null,
      lastUsedOn: null,
    });
    const me = {
      role: { code: "SERVICE", label: "Service account of an agency" },
      subject: `key:${id}`,
      agency: "inadem",
    };
    const answer = await withKey(secret);
    expect([answer.data, answer.headers.get("cache-control")]).toEqual([{ me }, "no-store"]);
    expect(await gateway.read(ME, {}, { authorization: `Bearer ${secret}` })).toEqual({ me });
  });

  it("is kept as a hash only, and told once", async () => {
    const variables = request({ agency: "inadem", label: "Una vez" });
    const { createApiKey: first } = await root().read(CREATE, variables);
    const { createApiKey: second } = await root().read(CREATE, variables);
    expect(second).toEqual({ ...first, secret: null });
    const tail = String(first.secret).slice(-43);
    for (const table of ["api_key", "command"]) {
      const rows = await gateway.database.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t`);
      expect(rows.filter(({ row }) => row.includes(tail))).toEqual([]);
    }
    const other = { input: { ...variables.input, label: "Otra" } };
    expect((await root().ask(CREATE, other)).errors?.[0]?.extensions.code).toBe("CONFLICT");
  });

  it("is refused alike when it is unknown, wrong, guessed by its beginning, revoked or expired", async () => {
    const { id, secret } = await create();
    const revoked = await create();
    const expiring = await create({ expiresAt: "2026-11-24T18:00:05Z" });
    const { secret: another } = await create();
    await root().read(REVOKE, request({ id: revoked.id }));
    expect((await fate(expiring.secret)).status).toBe(200);
    now = new Date("2026-11-24T18:00:05Z");
    const guesses = {
      "of an unknown id": `vu_${"0".repeat(16)}_${secret.slice(-43)}`,
      "with a wrong secret": `vu_${id}_${"A".repeat(43)}`,
      "with the secret of another": `vu_${id}_${another.slice(-43)}`,
      "with the last character changed": secret.slice(0, -1) + (secret.endsWith("A") ? "B" : "A"),
      "with the beginning alone": secret.slice(0, -1),
      "with the id alone": `vu_${id}`,
      "with more at its end": `${secret}A`,
      "in another case": secret.toUpperCase(),
      "with SQL in it": `vu_' or '1'='1_${secret.slice(-43)}`,
      "that is empty": "",
      twice: `${secret}, ${secret}`,
      revoked: revoked.secret,
      expired: expiring.secret,
    };
    for (const [what, key] of Object.entries(guesses)) expect([what, await fate(key)]).toEqual([what, refused]);
    expect((await fate(secret)).status).toBe(200);
  });

  it("stops the moment it is revoked, once and for all", async () => {
    const { id, secret } = await create();
    expect((await fate(secret)).status).toBe(200);
    const { revokeApiKey: first } = await root().read(REVOKE, request({ id }));
    expect(await fate(secret)).toEqual(refused);
    now = new Date("2026-11-24T19:00:00Z");
    const { revokeApiKey: again } = await root().read(REVOKE, request({ id }));
    expect(again).toEqual(first);
    expect(first.apiKey.revokedAt).toBe("2026-11-24T18:00:00.000Z");
  });

  it("remembers the day it was last used, and writes it once a day", async () => {
    const { id, secret } = await create({ agency: "se" });
    const written: string[] = [];
    const stop = gateway.database.onStatement((sql) => sql.startsWith("update api_key") && written.push(sql));
    for (let n = 0; n < 3; n++) await withKey(secret);
    expect(written).toHaveLength(1);
    now = new Date("2026-11-25T18:00:00Z");
    await withKey(secret);
    stop();
    expect(written).toHaveLength(2);
    const { apiKeys } = await root().read(LIST, { agency: "se" });
    expect(apiKeys.nodes).toEqual([expect.objectContaining({ id, lastUsedOn: "2026-11-25" })]);
  });

  it("is looked at by nobody that the gateway lets into the store as a caller", async () => {
    const reading = gateway.database.as({ role: "administrator", subject: "root" }, (tx) =>
      tx.query("select * from api_key"),
    );
    await expect(reading).rejects.toThrow(/permission denied/);
  });
});

describe("the keys of an agency", () => {
  it("are listed page by page, the newest first, to administrators and to its own approvers", async () => {
    for (const label of ["one", "two", "three"]) {
      await create({ agency: "nafin", label });
      now = new Date(now.getTime() + 1_000);
    }
    for (const asking of [root(), approver("nafin")]) {
      const { apiKeys: first } = await asking.read(LIST, { agency: "nafin", first: 2 });
      expect([first.totalCount, first.nodes.map(({ label }: { label: string }) => label)]).toEqual([
        3,
        ["three", "two"],
      ]);
      const { apiKeys: rest } = await asking.read(LIST, { agency: "nafin", first: 2, after: first.pageInfo.endCursor });
      expect(rest.nodes.map(({ label }: { label: string }) => label)).toEqual(["one"]);
      expect(rest.pageInfo.hasNextPage).toBe(false);
    }
  });

  it("are to the approver of another agency as if there were no such agency", async () => {
    const codeFor = async (agency: string) => {
      const { errors } = await approver("inadem").ask(LIST, { agency });
      return errors?.map(({ message, extensions }) => [message, extensions.code]);
    };
    expect(await codeFor("nafin")).toEqual(await codeFor("no-such-agency"));
    expect((await codeFor("nafin"))?.[0]?.[1]).toBe("NOT_FOUND");
  });

  it.each([
    ["nobody", undefined, "UNAUTHENTICATED"],
    ["a firm", { role: "business", sub: "ana" }, "FORBIDDEN"],
    ["an editor", { role: "agency_editor", sub: "eva", agency: "inadem" }, "FORBIDDEN"],
    ["an auditor", { role: "auditor", sub: "leo" }, "FORBIDDEN"],
  ] as const)("are neither listed to nor changed by %s", async (_who, bearer, code) => {
    const asking = bearer === undefined ? gateway : gateway.as(bearer);
    const { id } = await create();
    const tries: [string, object][] = [
      [LIST, { agency: "inadem" }],
      [CREATE, request({ agency: "inadem", label: "mine" })],
      [REVOKE, request({ id })],
    ];
    for (const [operation, variables] of tries) {
      const { errors } = await asking.ask(operation, variables);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    }
    expect((await approver("inadem").ask(CREATE, request({ agency: "inadem", label: "mine" }))).errors).toHaveLength(1);
  });

  it("are shown to nobody else even when the policy of roles is left out", async () => {
    const unguarded = await startTestGateway({}, { unguarded: true });
    const root = unguarded.as({ role: "administrator", sub: "root" });
    await root.read(CREATE, request({ agency: "inadem", label: "Sistema de trámites" }));
    const seenBy = async (asking: Asking) => (await asking.read(LIST, { agency: "inadem" })).apiKeys.totalCount;
    expect(await seenBy(root)).toBe(1);
    expect(await seenBy(unguarded.as({ role: "agency_approver", sub: "ada", agency: "inadem" }))).toBe(1);
    expect(await seenBy(unguarded.as({ role: "agency_approver", sub: "ada", agency: "fojal" }))).toBe(0);
    expect(await seenBy(unguarded.as({ role: "agency_editor", sub: "eva", agency: "inadem" }))).toBe(0);
    expect(await seenBy(unguarded)).toBe(0);
    await unguarded.close();
  });

  it("are not made for an agency that does not exist, without a label, or for a time that has passed", async () => {
    const codeOf = async (operation: string, more: object) =>
      (await root().ask(operation, request(more))).errors?.map(({ extensions }) => [extensions.code, extensions.field]);
    expect(await codeOf(CREATE, { agency: "no-such-agency", label: "x" })).toEqual([["NOT_FOUND", "input.agency"]]);
    expect(await codeOf(CREATE, { agency: "inadem", label: " " })).toEqual([["BAD_USER_INPUT", "input.label"]]);
    for (const expiresAt of ["2026-11-24T18:00:00Z", "2026-99-99T18:00:00Z"])
      expect(await codeOf(CREATE, { agency: "inadem", label: "x", expiresAt })).toEqual([
        ["BAD_USER_INPUT", "input.expiresAt"],
      ]);
    expect(await codeOf(REVOKE, { id: "0".repeat(16) })).toEqual([["NOT_FOUND", "input.id"]]);
  });
});

describe("a store that cannot be reached", () => {
  it("lets no key in: 503, and when to come back", async () => {
    const { secret } = await create();
    const cut = await startTestGateway();
    await cut.dropDatabase();
    const { status, errors, headers } = await cut.ask(ME, {}, { "x-api-key": secret });
    expect([status, errors?.[0]?.extensions.code, headers.get("retry-after")]).toEqual([503, "UNAVAILABLE", "1"]);
    await cut.close();
  });
});
