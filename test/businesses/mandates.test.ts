import { randomUUID } from "node:crypto";
import { dayFromToday } from "../kit/day-from-today.js";
import { firmsOf } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
// The store looks at its own clock too, so the gateway's goes ahead of it and never back.
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
beforeAll(async () => {
  gateway = await startTestGateway({}, { now });
});
afterEach(() => {
  ahead = 0;
});
afterAll(() => gateway.close());

async function firmWithMandate(scopes: readonly string[], expiresOn = dayFromToday(30)) {
  const firms = firmsOf(gateway);
  const owner = `owner-${randomUUID()}`;
  const holder = `holder-${randomUUID()}`;
  const { id } = await firms.register(owner, { profile: { workers: 4 } });
  const firm = await firms.done(owner, "grantMandate", { businessId: id, holder, scopes, expiresOn });
  return { ...firms, owner, holder, id, mandate: firm.mandates.nodes[0] };
}

describe("somebody who holds a mandate", () => {
  it("to read sees the firm as its own people do, and changes nothing", async () => {
    const { firm, refused, as, holder, id } = await firmWithMandate(["READ"]);
    expect(await firm(holder, id)).toMatchObject({ owned: false, facts: [{ fact: "workers" }] });
    const { myBusinesses } = await as(holder).read("{ myBusinesses { totalCount nodes { id } } }");
    expect(myBusinesses).toEqual({ totalCount: 1, nodes: [{ id }] });
    expect(await refused(holder, "updateBusiness", { businessId: id, version: 1, name: "Otro" })).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("to keep the profile changes it, under their own name", async () => {
    const { done, holder, id } = await firmWithMandate(["PROFILE"]);
    const firm = await done(holder, "updateBusiness", { businessId: id, version: 1, profile: { workers: 5 } });
    expect(firm.facts).toMatchObject([{ fact: "workers", values: ["5"], statedBy: holder }]);
  });

  it("for everything still hands it on to nobody, consents to nothing and suppresses nothing", async () => {
    const { refused, firm, holder, owner, id, mandate } = await firmWithMandate(["READ", "PROFILE", "APPLY", "SIGN"]);
    const grant = { businessId: id, holder: "a friend", scopes: ["READ"], expiresOn: dayFromToday(5) };
    const attempts: [string, object][] = [
      ["grantMandate", grant],
      ["revokeMandate", { mandateId: mandate.id }],
      ["giveConsent", { businessId: id, purpose: "NOTICES" }],
      ["withdrawConsent", { businessId: id, purpose: "NOTICES" }],
      ["suppressBusiness", { businessId: id, confirmName: `Firma de ${owner}` }],
    ];
    for (const [mutation, input] of attempts) {
      expect([mutation, await refused(holder, mutation, input)]).toMatchObject([mutation, { code: "FORBIDDEN" }]);
    }
    expect(await firm(owner, id)).toMatchObject({
      consents: { nodes: [] },
      mandates: { nodes: [{ holder, inForce: true }] },
    });
  });

  it("sees their own mandate of the firm and not those of others", async () => {
    const { done, firm, holder, owner, id } = await firmWithMandate(["READ"]);
    await done(owner, "grantMandate", {
      businessId: id,
      holder: "another",
      scopes: ["READ"],
      expiresOn: dayFromToday(5),
    });
    expect((await firm(holder, id)).mandates.nodes).toMatchObject([{ holder }]);
    expect((await firm(owner, id)).mandates.nodes).toMatchObject([{ holder }, { holder: "another" }]);
  });

  it("holds it to the last second of its last day in Mexico City, and not one longer", async () => {
    const { firm, as, holder, owner, id } = await firmWithMandate(["READ"], dayFromToday(3));
    const midnight = Date.parse(`${dayFromToday(4)}T00:00:00-06:00`) - Date.now();
    ahead = midnight - 5_000;
    expect(await firm(holder, id)).not.toBeNull();
    expect((await firm(owner, id)).mandates.nodes).toMatchObject([{ inForce: true, expiresOn: dayFromToday(3) }]);
    ahead = midnight + 1_000;
    expect(await firm(holder, id)).toBeNull();
    expect((await as(holder).read("{ myBusinesses { totalCount } }")).myBusinesses.totalCount).toBe(0);
    expect((await firm(owner, id)).mandates.nodes).toMatchObject([{ inForce: false }]);
  });

  it("holds it no longer once it is revoked; the firm keeps on record that it was", async () => {
    const { done, firm, refused, holder, owner, id, mandate } = await firmWithMandate(["PROFILE"]);
    const input = { clientMutationId: randomUUID(), businessId: id, version: 1, profile: { workers: 9 } };
    await done(holder, "updateBusiness", input);
    await done(owner, "revokeMandate", { mandateId: mandate.id });
    expect(await firm(holder, id)).toBeNull();
    expect(await refused(holder, "updateBusiness", { businessId: id, version: 2, name: "Otro" })).toMatchObject({
      code: "NOT_FOUND",
    });
    // The answer to what was done before is no way to go on reading.
    expect(await refused(holder, "updateBusiness", input)).toMatchObject({ code: "NOT_FOUND" });
    const { mandates } = await firm(owner, id);
    expect(mandates.nodes).toMatchObject([{ inForce: false, revokedAt: expect.stringMatching(/Z$/) }]);
    const again = await done(owner, "revokeMandate", { mandateId: mandate.id });
    expect(again.mandates).toEqual(mandates);
  });
});

describe("a mandate", () => {
  it("is granted for two years at most, from today on, for something, to somebody", async () => {
    const { register, done, refused } = firmsOf(gateway);
    const { id } = await register("ana");
    const grant = { businessId: id, holder: "luz", scopes: ["READ"], expiresOn: dayFromToday(0) };
    const year = Number(dayFromToday(0).slice(0, 4));
    const latest = `${year + 2}${dayFromToday(0).slice(4)}`.replace("-02-29", "-02-28");
    for (const expiresOn of [dayFromToday(0), latest]) await done("ana", "grantMandate", { ...grant, expiresOn });
    for (const expiresOn of [dayFromToday(-1), `${year + 2}-12-31`, "2199-12-31", "1800-01-01"]) {
      if (expiresOn === latest) continue;
      expect(await refused("ana", "grantMandate", { ...grant, expiresOn })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.expiresOn",
        allowed: { min: dayFromToday(0), max: latest },
      });
    }
    expect(await refused("ana", "grantMandate", { ...grant, scopes: [] })).toMatchObject({ field: "input.scopes" });
    expect(await refused("ana", "grantMandate", { ...grant, holder: " " })).toMatchObject({ field: "input.holder" });
  });

  it("may end on no day that the calendar lacks, when it is granted on a 29 February", async () => {
    const leap = await startTestGateway({}, { now: () => new Date("2028-02-29T18:00:00Z") });
    const { register, refused } = firmsOf(leap);
    const { id } = await register("ana");
    const grant = { businessId: id, holder: "luz", scopes: ["READ"], expiresOn: "2031-01-01" };
    expect(await refused("ana", "grantMandate", grant)).toMatchObject({ allowed: { max: "2030-02-28" } });
    await leap.close();
  });

  it("is revoked by nobody who does not see it, whatever they send as its id", async () => {
    const { refused, mandate, id } = await firmWithMandate(["READ"]);
    for (const mandateId of [mandate.id, randomUUID(), "-".repeat(36), id, "", "a\u0000b"]) {
      expect(await refused("stranger", "revokeMandate", { mandateId })).toMatchObject({
        code: "NOT_FOUND",
        field: "input.mandateId",
      });
    }
  });
});

describe("a consent", () => {
  it("is given for one purpose, once, and can be withdrawn and given again; all of it stays on record", async () => {
    const { register, done } = firmsOf(gateway);
    const { id } = await register("ana");
    const notices = { businessId: id, purpose: "NOTICES" };
    await done("ana", "giveConsent", notices);
    let { consents } = await done("ana", "giveConsent", notices);
    expect(consents.nodes).toMatchObject([{ purpose: { code: "NOTICES" }, givenBy: "ana", withdrawnAt: null }]);
    ({ consents } = await done("ana", "giveConsent", { ...notices, purpose: "IMPACT_PREVIEWS" }));
    expect(consents.nodes).toHaveLength(2);
    await done("ana", "withdrawConsent", notices);
    ({ consents } = await done("ana", "giveConsent", notices));
    const ofNotices = consents.nodes.filter(({ purpose }: { purpose: { code: string } }) => purpose.code === "NOTICES");
    expect(ofNotices).toMatchObject([{ withdrawnAt: expect.stringMatching(/Z$/) }, { withdrawnAt: null }]);
  });
});
