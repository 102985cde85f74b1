import { randomUUID } from "node:crypto";
import { casesOf } from "../kit/case-file.js";
import { startTestGateway } from "../kit/gateway.js";

const MESSAGE = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }`;

describe("somebody who sends more commands than people do", () => {
  it("is told to wait, whole and in both languages, with nothing written; nobody else is", async () => {
    const gateway = await startTestGateway({ COMMANDS_A_MINUTE: "6" });
    const { registerFirm, openCall, submitted, as } = casesOf(gateway);
    // Four of the six: to register, to start, to fill in, to submit.
    const { id: applicationId } = await submitted((await openCall()).id, await registerFirm());
    const say = (who: "rosa" | "editor", headers = {}) =>
      as(who).ask(MESSAGE, { input: { clientMutationId: randomUUID(), applicationId, body: "¿Y bien?" } }, headers);
    const answers = [];
    for (let sent = 0; sent < 8; sent++) answers.push(await say("rosa"));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429, 429, 429, 429, 429]);
    const { headers, data, errors } = answers[7] as (typeof answers)[number];
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "TOO_MANY_REQUESTS", retryAfter: expect.any(Number) } }]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(50);
    expect((await say("rosa", { "accept-language": "en" })).errors?.[0]?.message).toMatch(/wait as many seconds/);
    expect((await say("editor")).status).toBe(200);
    const { application } = await as("rosa").read(
      "query ($id: ID!) { application(id: $id) { messages { totalCount } } }",
      { id: applicationId },
    );
    expect(application.messages.totalCount).toBe(3);
  });
});

describe("somebody of an agency who looks into more applications than work asks for", () => {
  it("is shown no more of what firms told, and the ledger keeps that once; colleagues go on", async () => {
    const gateway = await startTestGateway({ APPLICANTS_AN_HOUR: "3" });
    const { registerFirm, openCall, submitted, as } = casesOf(gateway);
    const call = await openCall();
    for (let count = 0; count < 4; count++) await submitted(call.id, await registerFirm());
    const list = (who: "editor" | "reviewer", first: number) =>
      as(who).ask("query ($first: Int!) { applications(first: $first) { nodes { folio applicant { name } } } }", {
        first,
      });
    expect([(await list("editor", 3)).status, (await list("editor", 1)).status]).toEqual([200, 429]);
    const { data, errors } = await list("editor", 2);
    expect(errors?.[0]?.extensions.code).toBe("TOO_MANY_REQUESTS");
    expect(data?.applications.nodes).toEqual([
      { folio: expect.any(String), applicant: null },
      { folio: expect.any(String), applicant: null },
    ]);
    expect((await list("reviewer", 2)).status).toBe(200);
    expect(
      await gateway.database.query("select actor, role, agency, to_state from ledger_entry where action = $1", [
        "read_in_bulk",
      ]),
    ).toEqual([{ actor: "window-1", role: "agency_editor", agency: "ichmujer", to_state: "refused" }]);
    const seen = await gateway.database.query("select count(*)::int as times from access_log");
    expect(seen).toEqual([{ times: 5 }]);
  });
});
