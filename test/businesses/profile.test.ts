import { randomUUID } from "node:crypto";
import { CURP, firmsOf, plainFacts, RFC } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const PROFILE = {
  state: "MX-CHH",
  ownerGender: "FEMALE",
  annualSalesMxn: "1250000.50",
  exporter: false,
  wants: ["CREDIT", "TRAINING"],
  certifications: ["ISO9001"],
  notComplete: ["certifications"],
  between: [
    { fact: "workers", min: "3", max: "10" },
    { fact: "firmAgeYears", min: "6" },
  ],
  oneOf: [{ fact: "size", values: ["MICRO", "SMALL"] }],
  notKnown: ["formal"],
};

describe("a firm that registers", () => {
  it("reads back what it told, each fact in the form it was told in, with when and by whom", async () => {
    const { register, firm } = firmsOf(gateway);
    const { id } = await register("ana", { name: " Bordados  Ana ", email: "ana@bordados.mx", profile: PROFILE });
    const read = await firm("ana", id);
    expect(read).toMatchObject({ name: "Bordados  Ana", email: "ana@bordados.mx", version: 1, owned: true });
    expect(plainFacts(read.facts)).toEqual({
      state: ["EXACT", ["MX-CHH"]],
      ownerGender: ["EXACT", ["FEMALE"]],
      annualSalesMxn: ["EXACT", ["1250000.50"]],
      exporter: ["EXACT", ["false"]],
      wants: ["EXACT", ["CREDIT", "TRAINING"]],
      certifications: ["OPEN_LIST", ["ISO9001"]],
      workers: ["BETWEEN", ["3", "10"]],
      firmAgeYears: ["BETWEEN", ["6", ""]],
      size: ["ONE_OF", ["MICRO", "SMALL"]],
      formal: ["NOT_KNOWN", []],
    });
    for (const fact of read.facts) expect(fact).toMatchObject({ statedAt: "2026-11-24T18:00:00Z", statedBy: "ana" });
  });

  it("reads its facts by name in its own language", async () => {
    const { as, register } = firmsOf(gateway);
    const { id } = await register("ana", { profile: { workers: 3 } });
    const ask = "query ($id: ID!) { business(id: $id) { facts { label } } }";
    expect((await as("ana").read(ask, { id })).business.facts).toEqual([{ label: "Personas que trabajan" }]);
    expect((await as("ana").read(ask, { id }, { "accept-language": "en" })).business.facts).toEqual([
      { label: "Workers" },
    ]);
  });

  it("may give RFC and CURP, in any writing, and has them back in one", async () => {
    const { register } = firmsOf(gateway);
    const firm = await register("ana", { profile: { rfc: " gode-561231-gr8 ", curp: CURP.toLowerCase() } });
    expect(firm).toMatchObject({ rfc: RFC, curp: CURP, facts: [] });
  });

  it("is nobody else's to see, and what nobody sees is answered like what is not there", async () => {
    const { register, firm, refused } = firmsOf(gateway);
    const { id } = await register("ana");
    expect(await firm("eva", id)).toBeNull();
    const never = Buffer.from(`Business:${randomUUID()}`).toString("base64url");
    expect(await firm("eva", never)).toBeNull();
    const update = { name: "Ya es de Eva", version: 1 };
    expect(await refused("eva", "updateBusiness", { ...update, businessId: id })).toEqual(
      await refused("eva", "updateBusiness", { ...update, businessId: never }),
    );
  });
});

describe("a firm that changes what it told", () => {
  it("replaces a fact, adds one, forgets one, and keeps the others with their day and author", async () => {
    const { register, done } = firmsOf(gateway);
    now = new Date("2026-11-24T18:00:00Z");
    const { id } = await register("ana", { profile: { state: "MX-CHH", workers: 3, exporter: true } });
    now = new Date("2026-12-01T09:30:00Z");
    const firm = await done("ana", "updateBusiness", {
      businessId: id,
      version: 1,
      profile: { between: [{ fact: "workers", min: "4" }], formal: true },
      forget: ["exporter"],
    });
    expect(firm.version).toBe(2);
    expect(firm.facts.map((fact: { fact: string; statedAt: string }) => [fact.fact, fact.statedAt])).toEqual([
      ["formal", "2026-12-01T09:30:00Z"],
      ["state", "2026-11-24T18:00:00Z"],
      ["workers", "2026-12-01T09:30:00Z"],
    ]);
    expect(plainFacts(firm.facts).workers).toEqual(["BETWEEN", ["4", ""]]);
  });

  it("forgets its RFC, its CURP and its address when asked to, and can no longer be found by the RFC", async () => {
    const { register, done } = firmsOf(gateway);
    const { id } = await register("ana", { email: "ana@bordados.mx", profile: { rfc: RFC, curp: CURP, workers: 2 } });
    const firm = await done("ana", "updateBusiness", { businessId: id, version: 1, forget: ["rfc", "curp", "email"] });
    expect(firm).toMatchObject({ rfc: null, curp: null, email: null, facts: [{ fact: "workers" }] });
    const key = Buffer.from(id, "base64url").toString().split(":")[1];
    const rows = await gateway.database.query("select rfc_index from business where id = $1", [key]);
    expect(rows).toEqual([{ rfc_index: null }]);
  });

  it("with a version that is past, or to come, is told how the firm is now, and changes nothing", async () => {
    const { register, done, ask, firm } = firmsOf(gateway);
    const { id } = await register("ana", { name: "Primera" });
    await done("ana", "updateBusiness", { businessId: id, version: 1, name: "Segunda" });
    for (const version of [1, 0, -1, 3, 2_147_483_647]) {
      const { data } = await ask("ana", "updateBusiness", { businessId: id, version, name: "Tercera" });
      expect(data.updateBusiness).toMatchObject({
        __typename: "BusinessVersionStale",
        business: { name: "Segunda", version: 2 },
      });
    }
    expect(await firm("ana", id)).toMatchObject({ name: "Segunda", version: 2 });
  });

  it("sent twice under one key, is changed once and given the same answer; under that key nothing else can be asked", async () => {
    const { register, ask, refused } = firmsOf(gateway);
    const { id } = await register("ana");
    const input = { clientMutationId: randomUUID(), businessId: id, version: 1, name: "Una sola vez" };
    const answers = [await ask("ana", "updateBusiness", input), await ask("ana", "updateBusiness", input)];
    for (const { data } of answers)
      expect(data.updateBusiness.business).toMatchObject({ name: "Una sola vez", version: 2 });
    for (const other of [
      { ...input, name: "Otra" },
      { ...input, version: 2 },
    ]) {
      expect(await refused("ana", "updateBusiness", other)).toMatchObject({
        code: "CONFLICT",
        field: "input.clientMutationId",
      });
    }
  });

  it("is somebody else's command under the same key of somebody else", async () => {
    const { register } = firmsOf(gateway);
    const key = { clientMutationId: randomUUID() };
    const [one, other] = [await register("ana", key), await register("eva", key)];
    expect(one.id).not.toBe(other.id);
    expect(await register("ana", key)).toEqual(one);
  });
});

describe("what a firm may not have kept", () => {
  it.each([
    ["a value", { ownerGroups: ["INDIGENOUS"] }],
    ["a list that goes on", { ownerGroups: ["INDIGENOUS"], notComplete: ["ownerGroups"] }],
    ["that it is not known", { notKnown: ["ownerGroups"] }],
  ])(
    "is what the law calls sensitive: refused by name, and nothing of the rest is kept: %s",
    async (_form, profile) => {
      const { refused, as } = firmsOf(gateway);
      const who = `careful-${randomUUID()}`;
      expect(
        await refused(who, "registerBusiness", { name: "Firma", profile: { workers: 4, ...profile } }),
      ).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.profile.ownerGroups",
      });
      expect((await as(who).read("{ myBusinesses { totalCount } }")).myBusinesses.totalCount).toBe(0);
    },
  );

  it.each([
    ["an RFC of 31 February", { rfc: "GODE560231GR8" }, "rfc", "RFC_DATE"],
    ["an RFC of the general public", { rfc: "XAXX010101000" }, "rfc", "RFC_GENERIC_PUBLIC"],
    ["an RFC of whoever lives abroad", { rfc: "XEXX010101000" }, "rfc", "RFC_GENERIC_FOREIGN"],
    ["a CURP with another check digit", { curp: "BOXW310820HNERXN08" }, "curp", "CURP_CHECK_DIGIT"],
    ["a CURP of no entity", { curp: "HEGG560427MQQRRL03" }, "curp", "CURP_ENTITY"],
    ["a CURP of month 13", { curp: "HEGG561327MVZRRL03" }, "curp", "CURP_DATE"],
  ])("is %s: refused by its rule, and not repeated", async (_what, profile, field, rule) => {
    const { refused } = firmsOf(gateway);
    const refusal = await refused("ana", "registerBusiness", { name: "Firma", profile });
    expect(refusal).toMatchObject({ code: "BAD_USER_INPUT", field: `input.profile.${field}`, rule });
    expect(JSON.stringify(refusal)).not.toContain(Object.values(profile)[0]);
  });

  it("is not an RFC whose check digit SAT itself gets otherwise: that is kept", async () => {
    const { register } = firmsOf(gateway);
    expect(await register("ana", { profile: { rfc: "LME060822IH5" } })).toMatchObject({ rfc: "LME060822IH5" });
  });

  it("is nothing under a key that is no fact's", async () => {
    const { register, refused } = firmsOf(gateway);
    const { id } = await register("ana");
    for (const key of ["shoeSize", "constructor", "__proto__", "a\u0000b", ""]) {
      expect(await refused("ana", "updateBusiness", { businessId: id, version: 1, forget: [key] })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.forget",
      });
    }
  });
});
