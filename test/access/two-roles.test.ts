import { globalId } from "../../src/graph/node.js";
import { startTestGateway } from "../kit/gateway.js";
import { makeCases } from "./cases.js";

const SEND = "mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }";
const REJECT = `mutation ($input: ReasonedInput!) { rejectApplication(input: $input) {
  __typename ... on ConditionNotMet { condition { code } } } }`;

describe("one person with two roles", () => {
  it("is two callers: a command under the same key is done for each, and neither is told what the other did", async () => {
    const gateway = await startTestGateway();
    const [one] = await makeCases(gateway.database, [{ standing: { state: "submitted" } }]);
    const input = {
      clientMutationId: "the-same-key",
      applicationId: globalId("Application", one!.application),
      body: "Buenos días.",
    };
    const sub = one!.owner;
    const asFirm = gateway.as({ role: "business", sub });
    const asEditor = gateway.as({ role: "agency_editor", sub, agency: one!.agency });
    const asNeighbour = gateway.as({ role: "agency_editor", sub, agency: one!.otherAgency });
    for (const asking of [asFirm, asEditor, asFirm, asEditor])
      expect((await asking.read(SEND, { input })).sendMessage.__typename).toBe("ApplicationChanged");
    expect((await asNeighbour.ask(SEND, { input })).errors?.map(({ extensions }) => extensions.code)).toEqual([
      "NOT_FOUND",
    ]);
    const said = await gateway.database.query(
      "select role, author from application_message where application_id = $1 and author = $2 order by id",
      [one!.application, sub],
    );
    expect(said).toEqual([
      { role: "business", author: sub },
      { role: "agency_editor", author: sub },
    ]);
    await gateway.close();
  });

  it("decides nothing for the agency on what they filed for a firm", async () => {
    const gateway = await startTestGateway();
    const [one] = await makeCases(gateway.database, [{ standing: { state: "recommended" } }]);
    const reject = async (sub: string) => {
      const input = {
        clientMutationId: "the-same-key",
        applicationId: globalId("Application", one!.application),
        version: 1,
        reason: "No alcanza el presupuesto.",
      };
      const approver = gateway.as({ role: "agency_approver", sub, agency: one!.agency });
      return (await approver.read(REJECT, { input })).rejectApplication;
    };
    expect(await reject(one!.owner)).toEqual({ __typename: "ConditionNotMet", condition: { code: "FOUR_EYES" } });
    expect((await reject("somebody-else")).__typename).toBe("ApplicationChanged");
    await gateway.close();
  });
});
