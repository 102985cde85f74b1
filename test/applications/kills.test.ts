import { createTestDatabase, urlOf } from "../kit/store.js";
import { faultsIn, killAgainAndAgain } from "./races/kills.js";

describe("a gateway that is killed while eight firms write", () => {
  it("loses nothing that it acknowledged, and does nothing twice", async () => {
    const store = await createTestDatabase();
    const DATABASE_URL = urlOf(store.address);
    const tally = await killAgainAndAgain({ DATABASE_URL }, { kills: 3, between: 10 });
    expect(await faultsIn({ connectionString: DATABASE_URL }, tally)).toEqual([]);
    expect(tally.acknowledged).toBeGreaterThan(40);
    await store.drop();
  }, 120_000);
});
