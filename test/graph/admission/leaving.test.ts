import { leave } from "../../kit/leaving.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../../kit/store.js";

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

describe("a gateway that is told to end", () => {
  it("with 200 requests in hand answers each of them and whoever comes before it has left, and is gone in time", async () => {
    const { inHand, later, said, gone, exit, after } = await leave(urlOf(store.address), 200);
    process.stdout.write(`readiness was false after ${Math.round(said)} ms, all over after ${Math.round(gone)} ms\n`);
    expect(inHand).toEqual(Array(200).fill(200));
    for (const status of later) expect(status).toBe(200);
    // On a quiet machine within a tenth of a second (docs/performance.md); others may be at work beside a test.
    expect(said).toBeLessThan(1_000);
    expect(gone).toBeLessThan(10_000);
    expect([exit, after]).toEqual([[0, null], "ECONNREFUSED"]);
  });
});
