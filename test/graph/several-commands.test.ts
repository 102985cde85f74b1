import { randomUUID } from "node:crypto";
import { casesOf } from "../kit/case-file.js";
import { dayFromToday } from "../kit/day-from-today.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

describe("an operation with several commands", () => {
  it("answers each with how things stand after it, not as they were read for the one before", async () => {
    const { as, registerFirm, openCall, draft } = casesOf(gateway);
    const businessId = await registerFirm();
    const { id: applicationId, version } = await draft((await openCall()).id, businessId);
    const facts = "... on BusinessChanged { business { facts { fact values } mandates { totalCount } } }";
    const application =
      "... on ApplicationChanged { application { folio messages { totalCount } timeline { totalCount } clocks { clock { code } } } }";
    const answer = await as("rosa").read(
      `mutation ($small: UpdateBusinessInput!, $large: UpdateBusinessInput!, $hand: SubmitApplicationInput!, $mandate: GrantMandateInput!, $message: SendMessageInput!) {
         small: updateBusiness(input: $small) { ${facts} }
         large: updateBusiness(input: $large) { ${facts} }
         mandate: grantMandate(input: $mandate) { ${facts} }
         told: sendMessage(input: $message) { ${application} }
         handed: submitApplication(input: $hand) { ${application} } }`,
      {
        small: { clientMutationId: randomUUID(), businessId, version: 1, profile: { workers: 5 } },
        large: { clientMutationId: randomUUID(), businessId, version: 2, profile: { workers: 6 } },
        mandate: {
          clientMutationId: randomUUID(),
          businessId,
          holder: "luz",
          scopes: ["READ"],
          expiresOn: dayFromToday(30),
        },
        message: { clientMutationId: randomUUID(), applicationId, body: "Ya va." },
        hand: { clientMutationId: randomUUID(), applicationId, version, insist: true },
      },
    );
    const workers = ({ business }: { business: { facts: { fact: string; values: string[] }[] } }) =>
      business.facts.find(({ fact }) => fact === "workers")?.values;
    expect([answer.small, answer.large].map(workers)).toEqual([["5"], ["6"]]);
    expect([answer.large, answer.mandate].map(({ business }) => business.mandates.totalCount)).toEqual([0, 1]);
    expect(answer.told.application).toEqual({
      folio: null,
      messages: { totalCount: 1 },
      timeline: { totalCount: 2 },
      clocks: [],
    });
    expect(answer.handed.application).toMatchObject({
      folio: expect.stringMatching(/^VU-/),
      messages: { totalCount: 1 },
      timeline: { totalCount: 3 },
      clocks: [{ clock: { code: "RESOLUTION" } }],
    });
  });
});
