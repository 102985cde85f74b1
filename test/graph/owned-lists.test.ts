import { randomUUID } from "node:crypto";
import { casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

let gateway: TestGateway;
let ids: readonly string[];
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
  const { openCall, registerFirm, submitted, as } = casesOf(gateway);
  const call = await openCall();
  const [one, other] = [await submitted(call.id, await registerFirm()), await submitted(call.id, await registerFirm())];
  for (const body of ["uno", "dos", "tres", "cuatro", "cinco"]) {
    await as("rosa").read("mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }", {
      input: { clientMutationId: randomUUID(), applicationId: one.id, body },
    });
  }
  ids = [one.id, other.id];
});
afterAll(() => gateway.close());

async function messages(id: string | undefined, args: object) {
  const data = await casesOf(gateway)
    .as("rosa")
    .read(
      `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { application(id: $id) {
       messages(first: $first, after: $after, last: $last, before: $before) {
         totalCount nodes { body } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
      { id, ...args },
    );
  return data.application.messages;
}
const bodies = ({ nodes }: { nodes: { body: string }[] }) => nodes.map(({ body }) => body);

describe("a list that grows with what it belongs to", () => {
  it("is read page by page, forwards and backwards, none left out and none twice", async () => {
    const first = await messages(ids[0], { first: 2 });
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(bodies(first)).toEqual(["uno", "dos"]);
    const second = await messages(ids[0], { first: 10, after: first.pageInfo.endCursor });
    expect(bodies(second)).toEqual(["tres", "cuatro", "cinco"]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await messages(ids[0], { last: 2 });
    expect(bodies(last)).toEqual(["cuatro", "cinco"]);
    expect(bodies(await messages(ids[0], { last: 10, before: last.pageInfo.startCursor }))).toEqual([
      "uno",
      "dos",
      "tres",
    ]);
    const beyond = await messages(ids[0], { first: 1, after: last.pageInfo.endCursor });
    expect(beyond).toMatchObject({ totalCount: 5, nodes: [] });
    expect(await messages(ids[1], {})).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it("refuses another's cursor, and pages that are none", async () => {
    const { pageInfo } = await messages(ids[0], { first: 1 });
    await expect(messages(ids[1], { after: pageInfo.endCursor })).rejects.toThrow("BAD_USER_INPUT");
    await expect(messages(ids[0], { first: 1_000_000_000 })).rejects.toThrow("de 1 a 100");
    await expect(messages(ids[0], { first: 1, last: 1 })).rejects.toThrow("BAD_USER_INPUT");
  });

  it("costs as many statements for the lists of many as for that of one", async () => {
    const read = (first: number) => () =>
      casesOf(gateway)
        .as("editor")
        .read(
          "query ($first: Int!) { applications(first: $first) { nodes { timeline(last: 2) { nodes { version } } messages { totalCount } } } }",
          { first },
        );
    const [one, many] = [
      await countStatements(gateway.database, read(1)),
      await countStatements(gateway.database, read(50)),
    ];
    expect(many).toBe(one);
  });

  it("is refused whole when the list above it asks for a page that is none, and says so by name", async () => {
    for (const field of ["applications", "myBusinesses"]) {
      const { errors } = await casesOf(gateway).as("rosa").ask(`{ ${field}(first: 1000000000) { totalCount } }`);
      expect(errors?.[0]).toMatchObject({ message: "first: debe ser de 1 a 100", extensions: { field: "first" } });
    }
  });
});
