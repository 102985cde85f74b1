import { serverAudits } from "graphql-http";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ NODE_ENV: "production" });
});
afterAll(() => gateway.close());

describe("GraphQL over HTTP, as graphql-http's audits have it", () => {
  it("is kept to: of 61 audits none finds an error, and three have a warning", async () => {
    const audits = serverAudits({ url: `${gateway.url}/graphql`, fetchFn: fetch });
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const idsOf = (wanted: string) => results.flatMap(({ status, id }) => (status === wanted ? [id] : [])).sort();
    expect(results.length).toBe(61);
    expect(idsOf("error")).toEqual([]);
    // 400 for what cannot be parsed, is not valid or has wrong variables, also under application/json.
    expect(idsOf("warn")).toEqual(["572B", "7B9B", "FDE2"]);
    // What a server may do: answer GET as any page can send it.
    expect(idsOf("notice")).toEqual(["5A70", "6A70", "D6D5"]);
  });
});
