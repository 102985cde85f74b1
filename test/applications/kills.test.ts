import { OwnPostgres } from "../kit/own-postgres.js";
import { faultsIn, killAgainAndAgain } from "./races/kills.js";

describe("a gateway and its PostgreSQL, killed in turn while eight firms write", () => {
  it("lose nothing that was acknowledged, and do nothing twice", async () => {
    const postgres = await OwnPostgres.begin();
    try {
      const tally = await killAgainAndAgain({ DATABASE_URL: postgres.url }, { kills: 4, between: 10, other: postgres });
      expect(await faultsIn({ connectionString: postgres.url }, tally)).toEqual([]);
      expect(tally.acknowledged).toBeGreaterThan(50);
    } finally {
      await postgres.remove();
    }
  }, 120_000);
});
