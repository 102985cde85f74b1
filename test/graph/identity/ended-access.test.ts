import { randomUUID } from "node:crypto";
import { BEARERS, casesOf } from "../../kit/case-file.js";
import { askingOf, startTestGateway, type TestGateway } from "../../kit/gateway.js";

let now = new Date("2026-11-24T18:00:00Z");
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const END = "mutation ($input: EndAccessInput!) { endAccess(input: $input) { subject endedAt } }";
const end = (subject: string) =>
  gateway.as({ role: "administrator", sub: "root" }).ask(END, { input: { clientMutationId: randomUUID(), subject } });
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};

describe("somebody whose access is ended", () => {
  it("reads and decides nothing more with any token they have, in any role, on any gateway, and may sign in anew", async () => {
    const other = await startTestGateway({}, { now: () => now, store: gateway.store });
    const { registerFirm, openCall, recommended, GRANT } = casesOf(gateway);
    const application = await recommended((await openCall()).id, await registerFirm());
    const tokens = await Promise.all(
      [BEARERS.approver, { role: "business", sub: BEARERS.approver.sub } as const].map(gateway.token),
    );
    const statuses = async (query = "{ me { subject } }", variables = {}) => {
      const found = [];
      for (const { url } of [gateway, other])
        for (const token of tokens) {
          const asking = askingOf(`${url}/graphql`, async () => ({ authorization: `Bearer ${token}` }));
          found.push((await asking.ask(query, variables)).status);
        }
      return found;
    };
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    later(5);
    expect((await end(BEARERS.approver.sub)).data).toEqual({
      endAccess: { subject: "approver-1", endedAt: "2026-11-24T18:00:05Z" },
    });
    expect(await statuses()).toEqual([401, 401, 401, 401]);
    const input = {
      clientMutationId: randomUUID(),
      applicationId: application.id,
      version: application.version,
      ...GRANT,
    };
    const approve = "mutation ($input: ApproveApplicationInput!) { approveApplication(input: $input) { __typename } }";
    expect(await statuses(approve, { input })).toEqual([401, 401, 401, 401]);
    expect((await casesOf(gateway).as("editor").ask("{ me { subject } }")).status).toBe(200);
    later(5);
    expect((await casesOf(gateway).as("approver").ask(approve, { input })).data?.approveApplication).toEqual({
      __typename: "ApplicationChanged",
    });
    expect(
      await gateway.database.query("select actor, object_id from ledger_entry where action = 'end_access'"),
    ).toEqual([{ actor: "root", object_id: "approver-1" }]);
    await other.close();
  });

  it.each([["nobody"], [""], ["key:0123456789abcdef"], ["a".repeat(201)], ["un\nsalto"]])(
    "must be somebody whom a token can name: %j",
    async (subject) => {
      const { errors } = await end(subject);
      expect(errors?.[0]?.extensions).toEqual(
        subject === "nobody"
          ? undefined
          : { code: "BAD_USER_INPUT", field: "input.subject", allowed: { maxLength: 200 } },
      );
    },
  );
});
