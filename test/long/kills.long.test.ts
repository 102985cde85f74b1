import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.js";
import { faultsIn, inWords, killAgainAndAgain } from "../applications/races/kills.js";
import { OwnPostgres } from "../kit/own-postgres.js";
import { createTestDatabase, urlOf } from "../kit/store.js";

const KILLS = { kills: 20, between: 100 };

/** Half of them of the gateway and half of its PostgreSQL. */
const MANY_KILLS = { kills: 60, between: 345 };

describe("a gateway and its PostgreSQL, killed in turn 60 times while eight firms write", () => {
  it("lose nothing of 20,000 commands that were acknowledged, and do nothing twice", async () => {
    const postgres = await OwnPostgres.begin();
    try {
      const tally = await killAgainAndAgain({ DATABASE_URL: postgres.url }, { ...MANY_KILLS, other: postgres });
      expect(await faultsIn({ connectionString: postgres.url }, tally)).toEqual([]);
      expect(tally.acknowledged).toBeGreaterThanOrEqual(20_000);
      process.stdout.write(inWords(tally, "a PostgreSQL that is killed too"));
    } finally {
      await postgres.remove();
    }
  }, 3_600_000);
});

describe("a gateway that is killed 20 times while eight firms write", () => {
  it("loses nothing that it acknowledged, and does nothing twice, on a PostgreSQL that goes on running", async () => {
    const store = await createTestDatabase();
    const DATABASE_URL = urlOf(store.address);
    const tally = await killAgainAndAgain({ DATABASE_URL }, KILLS);
    expect(await faultsIn({ connectionString: DATABASE_URL }, tally)).toEqual([]);
    process.stdout.write(inWords(tally, "a PostgreSQL of others"));
    await store.drop();
  }, 900_000);

  it("nor on the built-in PostgreSQL, which is ended and started with it", async () => {
    const DATA_DIR = await mkdtemp(join(tmpdir(), "kills-"));
    await chmod(DATA_DIR, 0o755);
    const tally = await killAgainAndAgain({ DATA_DIR }, KILLS);
    const postgres = await startEmbeddedPostgres({ folder: DATA_DIR });
    const { socketDir: host, port, user } = postgres;
    try {
      expect(await faultsIn({ host, port, user, database: "postgres" }, tally)).toEqual([]);
    } finally {
      await postgres.stop();
    }
    process.stdout.write(inWords(tally, "the built-in PostgreSQL"));
    await rm(DATA_DIR, { recursive: true });
  }, 900_000);
});
