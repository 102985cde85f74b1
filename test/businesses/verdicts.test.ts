import fc from "fast-check";
import { FACTS } from "../../src/eligibility/facts/index.js";
import type { SentProfile } from "../../src/eligibility/profile/read-profile.js";
import { AGENCY, casesOf, PROGRAM } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { runs } from "../kit/runs.js";
import { sentProfile } from "./sent-profiles.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
});
afterAll(() => gateway.close());

/** A profile as a client writes it; what may not be kept is left out. */
function asSent(profile: SentProfile): object {
  const closed = (key: string) => key in FACTS && "values" in (FACTS[key] ?? {});
  const upper = (value: unknown) =>
    Array.isArray(value) ? value.map((each) => String(each).toUpperCase()) : String(value).toUpperCase();
  const without = <T extends readonly unknown[] | null | undefined>(list: T) =>
    list?.filter((each) => !JSON.stringify(each).includes("ownerGroups"));
  const { ownerGroups, notKnown, notComplete, ...rest } = profile;
  const written = Object.entries(rest).map(([key, value]) => [key, closed(key) ? upper(value) : value]);
  return { ...Object.fromEntries(written), notKnown: without(notKnown), notComplete: without(notComplete) };
}

const CHECKED = `query ($profile: ProfileInput!, $slug: ID!) { program(slug: $slug) {
  eligibility(profile: $profile) { verdict { code } missing { key } receipt { token factsDigest } } } }`;
const APPLIED = `query ($id: ID!) { application(id: $id) { check { verdict { code } missing { fact } receipt } } }`;
const REPLAYED = `query ($receipt: String!, $profile: ProfileInput!) {
  replayVerdict(receipt: $receipt, profile: $profile) { same result { verdict { code } receipt { factsDigest } } } }`;

describe("the verdict on an application", () => {
  it("over the profile that was kept is the one over the profile as it was sent", async () => {
    const { as, registerFirm, openCall, send, programId } = casesOf(gateway);
    expect(AGENCY).toBe("ichmujer");
    const call = await openCall();
    const program = await programId();
    const verdicts = new Set<string>();
    const { numRuns } = runs(40);
    const near = fc.tuple(sentProfile, fc.constantFrom("MX-CHH", "MX-GUA", undefined)).map(([sent, state]) => {
      // One in three is of Chihuahua and a woman's, so that some are eligible.
      return state === "MX-CHH"
        ? { workers: 4, ownerGender: "female", state, wantsToWork: true, notKnown: ["formal"], rfc: sent.rfc ?? null }
        : sent;
    });
    for (const sent of fc.sample(near, { numRuns, seed: 7 })) {
      const profile = asSent(sent as SentProfile);
      const businessId = await registerFirm("rosa", profile);
      const { application } = await send("rosa", "startApplication", {
        businessId,
        programId: program,
        callId: call.id,
      });
      const { check } = (await as("rosa").read(APPLIED, { id: application.id })).application;
      const { eligibility } = (await gateway.read(CHECKED, { profile, slug: PROGRAM })).program;
      expect(check.verdict).toEqual(eligibility.verdict);
      expect(check.missing.map(({ fact }: { fact: string }) => fact)).toEqual(
        eligibility.missing.map(({ key }: { key: string }) => key),
      );
      // A receipt is good for one profile only, so that it replays shows that the facts are the very same.
      const { replayVerdict } = await gateway.read(REPLAYED, { receipt: check.receipt, profile });
      expect(replayVerdict).toMatchObject({
        same: true,
        result: { receipt: { factsDigest: eligibility.receipt.factsDigest } },
      });
      verdicts.add(check.verdict.code);
    }
    expect([...verdicts].sort()).toEqual(["ELIGIBLE", "INELIGIBLE", "UNDETERMINED"]);
  }, 120_000);
});
