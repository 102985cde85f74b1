import { globalId } from "../../src/graph/node.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { type Case, makeCases } from "./cases.js";
import { EVERYBODY, type Person } from "./people.js";
import { askAs } from "./somebody.js";

const FIRM: readonly Person[] = [
  "owner",
  "mandate to read",
  "mandate to profile",
  "mandate to apply",
  "mandate to sign",
];
const WINDOW: readonly Person[] = ["editor", "reviewer", "approver", "service"];

let gateway: TestGateway;
let one: Case;
beforeAll(async () => {
  gateway = await startTestGateway();
  // The agency has another firm's application too, and somebody's draft, which it does not see.
  const agency = "an-agency";
  const states = ["submitted", "submitted", "draft"] as const;
  const cases = await makeCases(
    gateway.database,
    states.map((state) => ({ standing: { state }, agency })),
  );
  [one] = cases as [Case, ...Case[]];
});

describe("a list", () => {
  it("counts what the caller sees and nothing else", async () => {
    for (const person of EVERYBODY) {
      const { data } = await askAs(
        gateway,
        person,
        one,
        "{ applications { totalCount nodes { id } } applicationCounts { count } }",
      );
      const sum = (data?.applicationCounts ?? []).reduce((all: number, { count }: { count: number }) => all + count, 0);
      const seen = FIRM.includes(person) ? 1 : WINDOW.includes(person) || person === "auditor" ? 2 : 0;
      expect([person, data?.applications?.totalCount ?? 0, data?.applications?.nodes.length ?? 0, sum]).toEqual([
        person,
        seen,
        seen,
        seen,
      ]);
    }
  });

  it("is narrowed by another's firm, call or number without telling that there is such", async () => {
    const [other] = await makeCases(gateway.database, [{ standing: { state: "submitted" } }]);
    const filters = [
      { businessId: globalId("Business", other!.firm) },
      { callId: globalId("Call", other!.call) },
      { folio: `VU-${other!.owner.slice("owner-".length)}` },
    ];
    for (const filter of filters) {
      for (const person of [...FIRM, ...WINDOW]) {
        const query =
          "query ($filter: ApplicationFilterInput) { applications(filter: $filter) { totalCount nodes { id } } }";
        const { data } = await askAs(gateway, person, one, query, { filter });
        expect([person, data.applications]).toEqual([person, { totalCount: 0, nodes: [] }]);
      }
    }
  });

  it.each([
    [
      "applications",
      "{ list: applications(first: 1) { pageInfo { endCursor } } }",
      "applications(first: 1, after: $after)",
      "editor",
      "another agency's editor",
    ],
    [
      "applications",
      "{ list: applications(first: 1) { pageInfo { endCursor } } }",
      "applications(first: 1, after: $after)",
      "editor",
      "reviewer",
    ],
    [
      "firms",
      "{ list: myBusinesses(first: 1) { pageInfo { endCursor } } }",
      "myBusinesses(first: 1, after: $after)",
      "owner",
      "another firm",
    ],
    [
      "keys",
      '{ list: apiKeys(agency: "an-agency", first: 1) { pageInfo { endCursor } } }',
      'apiKeys(agency: "an-agency", first: 1, after: $after)',
      "administrator",
      "approver",
    ],
  ] as const)("of %s goes on only for who began it", async (_, first, next, person, other) => {
    const { data } = await askAs(gateway, person, one, first);
    const after = data.list.pageInfo.endCursor;
    const goOn = (who: Person) =>
      askAs(gateway, who, one, `query ($after: String) { list: ${next} { totalCount } }`, { after });
    expect((await goOn(person)).errors).toBeUndefined();
    expect((await goOn(other)).errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("a way around", () => {
  it("by the id of a node leads to no application, firm or call", async () => {
    const ids = [globalId("Application", one.application), globalId("Business", one.firm), globalId("Call", one.call)];
    for (const id of ids) {
      for (const person of EVERYBODY) {
        const { data, errors } = await askAs(gateway, person, one, "query ($id: ID!) { node(id: $id) { id } }", { id });
        expect([person, data, errors]).toEqual([person, { node: null }, undefined]);
      }
    }
  });

  it("by an id of the wrong kind leads nowhere", async () => {
    const { data, errors } = await askAs(gateway, "owner", one, "query ($id: ID!) { business(id: $id) { id } }", {
      id: globalId("Application", one.application),
    });
    expect([data.business, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ["NOT_FOUND"]]);
  });

  it("leads from no public type to an application or a firm", async () => {
    const { data } = await gateway.ask(
      "{ __schema { types { name kind fields { name type { name ofType { name ofType { name ofType { name } } } } } } } }",
    );
    const next = new Map<string, string[]>();
    for (const { name, fields } of data.__schema.types)
      next.set(
        name,
        (fields ?? []).map(({ type }: { type: Wrapped }) => innermost(type)),
      );
    const reached = new Set<string>();
    const walk = (type: string): void => {
      if (reached.has(type)) return;
      reached.add(type);
      for (const to of next.get(type) ?? []) walk(to);
    };
    for (const open of [
      "Program",
      "Agency",
      "Catalog",
      "Call",
      "State",
      "Municipality",
      "Industry",
      "EligibilityReport",
    ])
      walk(open);
    expect(
      [...reached].filter((type) => /^(Application(?!Clock)|Applicant$|Business|Mandate|Consent|ApiKey)/.test(type)),
    ).toEqual([]);
    expect(reached.size).toBeGreaterThan(50);
    walk("Application");
    expect(reached.has("Business")).toBe(true);
  });
});

interface Wrapped {
  readonly name: string | null;
  readonly ofType?: Wrapped;
}
function innermost({ name, ofType }: Wrapped): string {
  return ofType ? innermost(ofType) : (name ?? "");
}
