import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { BEARERS, casesOf } from "../kit/case-file.js";
import { startCuttingProxy } from "../kit/cutting-proxy.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { inLanes } from "../kit/in-lanes.js";
import { seedApplications } from "../kit/seed-applications.js";
import { twoGateways } from "./races/budget-race.js";
import { cutAtRandom } from "./races/cut-at-random.js";
import { sendManyKeys } from "./races/keys.js";

let gateways: readonly [TestGateway, TestGateway];
let first: TestGateway;
let cases: ReturnType<typeof casesOf>;
beforeAll(async () => {
  gateways = await twoGateways();
  [first] = gateways;
  cases = casesOf(first);
});

const REGISTER = `mutation ($input: RegisterBusinessInput!) {
  registerBusiness(input: $input) { ... on BusinessChanged { business { id name } } }
}`;
const register = (name: string, clientMutationId: unknown, sub = "rosa") =>
  first.as({ role: "business", sub }).ask(REGISTER, { input: { name, clientMutationId } });
const firmsNamed = async (name: string) => {
  const rows = await first.database.query<{ owner: string }>("select owner from business where name = $1", [name]);
  return rows.map(({ owner }) => owner).toSorted();
};

describe("a request that is sent again under its key", () => {
  it("has one effect and one answer, for 1,000 keys sent up to ten times over two gateways", async () => {
    const { sent, wrong } = await sendManyKeys(gateways, { keys: 1_000, seed: 1, count: first });
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(2_000);
  }, 120_000);

  it("is refused when it asks for something else, and nothing of it is done", async () => {
    expect((await register("Panadería Uno", "one-and-the-same")).errors).toBeUndefined();
    const { errors } = await register("Panadería Dos", "one-and-the-same");
    expect(errors?.[0]?.extensions).toMatchObject({ code: "CONFLICT", field: "input.clientMutationId" });
    expect(JSON.stringify(errors)).not.toContain("Panadería");
    expect(await firmsNamed("Panadería Dos")).toEqual([]);
  });

  it("is refused when the key belongs to another command", async () => {
    const businessId = await cases.registerFirm();
    expect((await register("Herrería", "of-two-commands")).errors).toBeUndefined();
    const { errors } = await cases
      .as("rosa")
      .ask(`mutation ($input: UpdateBusinessInput!) { updateBusiness(input: $input) { __typename } }`, {
        input: { clientMutationId: "of-two-commands", businessId, version: 1, name: "Otro nombre" },
      });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "CONFLICT" });
  });

  it("has nothing to do with the same key of somebody else", async () => {
    for (const sub of ["ana", "eva"]) {
      expect((await register("Tortillería", "key-of-many", sub)).errors).toBeUndefined();
    }
    expect(await firmsNamed("Tortillería")).toEqual(["ana", "eva"]);
  });

  it("may use the key of a command that was refused or failed", async () => {
    const call = await cases.openCall();
    const [application] = await seedApplications(first.database, call.id, {
      state: "submitted",
      count: 1,
      requestedCents: 100,
    });
    const clientMutationId = "used-until-it-works";
    const assign = (version: number, to: string) =>
      cases.ask("editor", "assignApplication", { clientMutationId, applicationId: application?.id, version, to });
    expect((await assign(7, "reviewer-1")).data.assignApplication.__typename).toBe("ApplicationVersionStale");
    expect((await assign(1, "x".repeat(500))).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await assign(1, "reviewer-1")).data.assignApplication.__typename).toBe("ApplicationChanged");
    expect((await assign(2, "reviewer-2")).errors?.[0]?.extensions.code).toBe("CONFLICT");
  });

  it.each([
    ["missing", undefined],
    ["null", null],
    ["empty", ""],
    ["too short", "short"],
    ["10 KB long", "k".repeat(10_240)],
    ["with blanks", "a key with blanks"],
    ["not ASCII", "contraseña-única"],
    ["a number", 12_345_678],
  ])("is refused when its key is %s, without repeating it", async (_what, key) => {
    const { data, errors } = await register("Sin clave", key);
    expect(data?.registerBusiness ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    if (typeof key === "string" && key !== "") expect(JSON.stringify(errors)).not.toContain(key);
    expect(await firmsNamed("Sin clave")).toEqual([]);
  });
});

describe("a firm whose connection breaks while the gateway works", () => {
  it("learns the truth by asking again under the same key", async () => {
    const token = await first.token(BEARERS.rosa);
    const names = Array.from({ length: 60 }, (_, at) => `Taller interrumpido ${at}`);
    await inLanes(4, names, async (name, at) => {
      const body = JSON.stringify({
        query: REGISTER,
        variables: { input: { name, clientMutationId: `cut-off-${at}` } },
      });
      await new Promise<void>((resolve) => {
        const sending = request(`${first.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        });
        sending.on("error", () => undefined).on("close", resolve);
        sending.end(body);
        // From before the body is read to after the answer is written.
        void sleep(at % 30).then(() => sending.destroy());
      });
      const { data, errors } = await register(name, `cut-off-${at}`);
      expect(errors).toBeUndefined();
      expect(data.registerBusiness.business.name).toBe(name);
    });
    for (const name of names) expect(await firmsNamed(name)).toEqual(["rosa"]);
  });
});

describe("a gateway whose connection to PostgreSQL is cut when COMMIT was sent", () => {
  it("never does a command twice and never loses one, for whoever sends it again", async () => {
    let commits = 0;
    const proxy = await startCuttingProxy(first.store, () => {
      commits += 1;
      return commits % 5 === 0 ? "when committed" : commits % 7 === 0 ? "at once" : "no";
    });
    try {
      const cut = await startTestGateway({}, { store: proxy.store });
      const { wrong, inDoubt } = await sendManyKeys([cut, first], { keys: 60, seed: 2, count: first });
      expect(wrong).toEqual([]);
      expect(inDoubt).toBeGreaterThan(10);
      expect(proxy.cuts()).toBeGreaterThan(10);
      await cut.close();
    } finally {
      await proxy.close();
    }
  }, 60_000);

  it("nor when PostgreSQL ends its sessions at random", async () => {
    const ending = cutAtRandom(first.store);
    try {
      const { wrong, inDoubt } = await sendManyKeys(gateways, { keys: 60, seed: 3, count: first }, () =>
        ending.begin(),
      );
      expect(wrong).toEqual([]);
      expect(inDoubt).toBeGreaterThan(0);
    } finally {
      expect(await ending.stop()).toBeGreaterThan(2);
    }
  }, 60_000);
});
