import { globalId } from "../../src/graph/node.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { INTERNAL_NOTE } from "./case-rows.js";
import { type Case, makeCases } from "./cases.js";
import type { Person } from "./people.js";
import { askAs } from "./somebody.js";

/** What of an application each may read who may read it at all: yes, an empty answer in its place, or a refusal of the one field. */
const FIELDS: Readonly<Record<string, readonly [firm: Reads, agency: Reads, auditor: Reads]>> = {
  title: ["yes", "yes", "yes"],
  "requested { amount }": ["yes", "yes", "yes"],
  "award { amount { amount } }": ["yes", "yes", "yes"],
  "tranches { number }": ["yes", "yes", "yes"],
  "informationRequests { id }": ["yes", "yes", "yes"],
  "timeline { nodes { what { code } } }": ["yes", "yes", "yes"],
  "business { rfc curp email facts { fact } }": ["yes", "empty", "empty"],
  "scores { reviewer score }": ["FORBIDDEN", "yes", "yes"],
  assignedTo: ["FORBIDDEN", "yes", "yes"],
};
type Reads = "yes" | "empty" | "FORBIDDEN";

const READERS: readonly (readonly [Person, 0 | 1 | 2])[] = [
  ["owner", 0],
  ["mandate to read", 0],
  ["mandate to sign", 0],
  ["editor", 1],
  ["reviewer", 1],
  ["approver", 1],
  ["service", 1],
  ["auditor", 2],
];

let guarded: TestGateway;
let onlyGateway: TestGateway;
beforeAll(async () => {
  guarded = await startTestGateway();
  onlyGateway = await startTestGateway();
  await onlyGateway.database.query("alter table application_message disable row level security");
  await onlyGateway.database.query("alter table mandate disable row level security");
});

async function aCase(gateway: TestGateway): Promise<Case> {
  const [one] = await makeCases(gateway.database, [{ standing: { state: "approved", awarded: true } }]);
  await gateway.database.query("update application set assigned_to = 'reviewer-7' where id = $1", [one!.application]);
  return one!;
}

describe("an application", () => {
  it.each(Object.entries(FIELDS))("shows %s to whom it is meant for", async (field, rights) => {
    const one = await aCase(guarded);
    for (const [somebody, column] of READERS) {
      const { data, errors } = await askAs(
        guarded,
        somebody,
        one,
        `query ($id: ID!) { application(id: $id) { id ${field} } }`,
        {
          id: globalId("Application", one.application),
        },
      );
      const name = field.split(" ")[0]!;
      const value = data.application[name];
      const reads = errors ? errors[0]!.extensions.code : value === null ? "empty" : "yes";
      expect([somebody, reads]).toEqual([somebody, rights[column]]);
      if (Array.isArray(value)) expect(value.length).toBeGreaterThan(0);
    }
  });

  it("tells a firm that the agency acted and not who in it, and tells the agency both", async () => {
    const one = await aCase(guarded);
    const names = async (somebody: Person) => {
      const { data } = await askAs(
        guarded,
        somebody,
        one,
        `query ($id: ID!) { application(id: $id) { timeline { nodes { actor } } } }`,
        {
          id: globalId("Application", one.application),
        },
      );
      return data.application.timeline.nodes.map(({ actor }: { actor: string | null }) => actor);
    };
    await guarded.database.query(
      `insert into application_event (id, application_id, version, what, to_state, role, actor, at)
       values (gen_random_uuid(), $1, 2, 'admit', 'admitted', 'agency_editor', 'window-3', now())`,
      [one.application],
    );
    expect(await names("owner")).toEqual([one.owner, null]);
    expect(await names("mandate to apply")).toEqual([null, null]);
    for (const somebody of ["editor", "auditor"] as const)
      expect(await names(somebody)).toEqual([one.owner, "window-3"]);
  });

  it.each([
    ["both walls", () => guarded],
    ["the gateway's wall alone", () => onlyGateway],
  ])("keeps an agency's internal notes from the firm behind %s", async (_, gatewayOf) => {
    const one = await aCase(gatewayOf());
    const notes = async (somebody: Person) => {
      const { data } = await askAs(
        gatewayOf(),
        somebody,
        one,
        `query ($id: ID!) { application(id: $id) { messages { nodes { body internal } } } }`,
        {
          id: globalId("Application", one.application),
        },
      );
      return data.application.messages.nodes.filter(({ body }: { body: string }) => body === INTERNAL_NOTE).length;
    };
    for (const somebody of ["owner", "mandate to apply"] as const) expect(await notes(somebody)).toBe(0);
    for (const somebody of ["editor", "service", "auditor"] as const) expect(await notes(somebody)).toBe(1);
  });

  it("is not found by a firm by whom it is assigned to, which the firm may not read", async () => {
    const one = await aCase(guarded);
    const list = (somebody: Person, assignedTo: string) =>
      askAs(
        guarded,
        somebody,
        one,
        `query ($who: String) { applications(filter: { assignedTo: $who }) { totalCount } }`,
        {
          who: assignedTo,
        },
      );
    for (const guess of ["reviewer-7", "reviewer-8"])
      expect((await list("owner", guess)).errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    expect((await list("editor", "reviewer-7")).data.applications.totalCount).toBe(1);
  });
});

describe("a firm", () => {
  it.each([
    ["both walls", () => guarded],
    ["the gateway's wall alone", () => onlyGateway],
  ])("shows who acts for it to the owner, and to each of them their own mandate, behind %s", async (_, gatewayOf) => {
    const one = await aCase(gatewayOf());
    const mandates = async (somebody: Person) => {
      const { data } = await askAs(
        gatewayOf(),
        somebody,
        one,
        `query ($id: ID!) { business(id: $id) { mandates { nodes { id } } } }`,
        {
          id: globalId("Business", one.firm),
        },
      );
      return data.business.mandates.nodes.length;
    };
    expect(await mandates("owner")).toBe(Object.keys(one.mandates).length);
    expect(await mandates("mandate to profile")).toBe(1);
  });

  it("is lost from sight with its mandate: a command sent again is answered as if it had never been", async () => {
    const one = await aCase(guarded);
    const input = {
      clientMutationId: "the-same-key",
      applicationId: globalId("Application", one.application),
      body: "Hola.",
    };
    const send = () =>
      askAs(
        guarded,
        "mandate to apply",
        one,
        `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }`,
        {
          input,
        },
      );
    expect((await send()).data.sendMessage.__typename).toBe("ApplicationChanged");
    await guarded.database.query("update mandate set revoked_at = now() where id = $1", [one.mandates.apply]);
    expect((await send()).errors?.map(({ extensions }) => extensions.code)).toEqual(["NOT_FOUND"]);
  });
});
