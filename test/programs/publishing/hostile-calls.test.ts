import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { type Fault, faultsOf, MARK, withFault } from "../../applications/hostile/values.js";
import { casesOf, PROGRAM } from "../../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";

const SCHEMA = buildSchema(await readFile(join(PACKAGE_ROOT, "schema", "ventanilla.graphql"), "utf8"));
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
});
afterAll(() => gateway.close());

const OPEN = {
  titleEs: "Otra convocatoria",
  titleEn: "Another call",
  opensOn: "2026-12-01",
  closesOn: "2027-01-01",
  budget: "100000",
  mostPerApplication: "50000",
  closesWhenRequested: "2.5",
  criteria: [{ code: "impact", es: "Impacto", en: "Impact", max: 10, weight: 10_000 }],
  evidence: [{ code: "receipt", es: "Recibo", en: "Receipt" }],
  terms: [{ clock: "ANSWER", days: 5, natural: false }],
};
const rows = async () => (await gateway.database.query("select from revision_call")).length;
const draft = (change: object) =>
  deskOf(gateway).ask("editor", "draftRevision", {
    title: "Una convocatoria",
    reason: "Para probar.",
    calls: [{ program: PROGRAM, ...change }],
  });

/** What is wrong with how a fault is answered; nothing, when it is refused by field and not repeated. */
async function wrongWith(kind: "open" | "alter", good: object, fault: Fault): Promise<string | undefined> {
  const { data, errors } = await draft({ [kind]: withFault(good, fault) });
  const say = (wrong: string) =>
    `${fault.path}, ${fault.what}: ${wrong} (${JSON.stringify(errors ?? data).slice(0, 300)})`;
  if (JSON.stringify({ data, errors }).includes(MARK)) return say("the value comes back");
  if (fault.path === "input.version" && data?.draftRevision?.__typename === "RevisionCallStale") return undefined;
  const { code, field = "" } = (errors?.[0]?.extensions ?? {}) as { code?: string; field?: string };
  const path = fault.path.replace("input", `input.calls[0].${kind}`);
  if (!(code === "BAD_USER_INPUT" || (code === "NOT_FOUND" && path.endsWith("Id")))) return say("another code");
  return path.startsWith(field) || field.startsWith(path) ? undefined : say("the field is not named");
}

describe("a call in a draft with one fault is refused with the field at fault, without an echo, and nothing is written", () => {
  it.each([
    ["open", "CallInput"],
    ["alter", "AlterCallInput"],
  ] as const)(
    "%s",
    async (kind, type) => {
      const { id: callId, version } = await casesOf(gateway).openCall({ budget: "200000" });
      const alteration = {
        callId,
        version,
        closesOn: "2027-01-01",
        budget: "100000",
        closesWhenRequested: "2.5",
        close: false,
      };
      const good = kind === "open" ? OPEN : alteration;
      const faults = faultsOf(SCHEMA, type, good);
      expect(faults.length).toBeGreaterThan(50);
      const before = await rows();
      const wrong: string[] = [];
      for (const fault of faults) wrong.push((await wrongWith(kind, good, fault)) ?? "");
      expect(wrong.filter((one) => one !== "")).toEqual([]);
      expect(await rows()).toBe(before);
      // Without the fault the same is drafted.
      expect((await draft({ [kind]: good })).data.draftRevision.__typename).toBe("RevisionChanged");
    },
    120_000,
  );
});
