import { loadScreeningRules } from "../../src/cli/screening-rules.js";
import { createTestDatabase, urlOf } from "../kit/store.js";

describe("the rules that a directory is screened against", () => {
  it("are the same from the seed files and from the catalog that DATABASE_URL names", async () => {
    const database = await createTestDatabase();
    const url = urlOf(database.address);
    const [fromFiles, fromCatalog] = await Promise.all([
      loadScreeningRules({}),
      loadScreeningRules({ DATABASE_URL: url }),
    ]);
    expect(fromCatalog.programs.length).toBe(110);
    expect(fromCatalog.digest).toBe(fromFiles.digest);
    await database.drop();
  });
});
