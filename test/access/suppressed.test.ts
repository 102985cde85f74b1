import { randomUUID } from "node:crypto";
import { globalId } from "../../src/graph/node.js";
import { startTestGateway } from "../kit/gateway.js";
import { makeCases } from "./cases.js";
import { EVERYBODY } from "./people.js";
import { askAs } from "./somebody.js";

const SUPPRESS = "mutation ($input: SuppressBusinessInput!) { suppressBusiness(input: $input) }";
const READ =
  "query ($id: ID!, $firm: ID!) { business(id: $firm) { id } application(id: $id) { title tombstone messages { nodes { id } } } }";
const ADMIT = `mutation ($input: ReasonedInput!) { admitApplication(input: $input) { __typename } }`;

describe("a firm that had itself suppressed", () => {
  it("has left its words nowhere, is nobody's to read or to act on, and its application stays as a number alone", async () => {
    const gateway = await startTestGateway();
    const { database } = gateway;
    const [one, other] = await makeCases(gateway.database, [
      { standing: { state: "submitted" } },
      { standing: { state: "submitted" } },
    ]);
    const input = {
      clientMutationId: randomUUID(),
      businessId: globalId("Business", one!.firm),
      confirmName: one!.name,
    };
    expect((await askAs(gateway, "owner", one!, SUPPRESS, { input })).data).toEqual({ suppressBusiness: true });

    const ids = { id: globalId("Application", one!.application), firm: globalId("Business", one!.firm) };
    for (const person of EVERYBODY) {
      const { data } = await askAs(gateway, person, one!, READ, ids);
      const sees = ["owner", "editor", "reviewer", "approver", "service", "auditor"].includes(person);
      const left = sees ? { title: "", tombstone: true, messages: { nodes: [] } } : null;
      expect([person, data.business, data.application]).toEqual([person, null, left]);
    }
    const admit = { input: { clientMutationId: randomUUID(), applicationId: ids.id, version: 2 } };
    expect(
      (await askAs(gateway, "editor", one!, ADMIT, admit)).errors?.map(({ extensions }) => extensions.code),
    ).toEqual(["NOT_FOUND"]);

    const counts = (application: string) =>
      database.query(
        `select (select count(*)::int from information_request where application_id = $1) as requests,
                (select count(*)::int from application_message where application_id = $1) as messages,
                (select content is null and snapshot is null from application where id = $1) as empty`,
        [application],
      );
    expect(await counts(one!.application)).toEqual([{ requests: 0, messages: 0, empty: true }]);
    expect(await counts(other!.application)).toEqual([{ requests: 1, messages: 2, empty: false }]);
    await gateway.close();
  });
});
