import "reflect-metadata";
import { MIGRATIONS } from "../../schema/migrations/index.js";
import { createMemoryCache } from "../../src/platform/cache/memory-cache.js";
import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import type { ProgramDocument } from "../../src/programs/document/program-document.js";
import { PROGRAM_ENTITIES } from "../../src/programs/entities.js";
import { createPreflight } from "../../src/programs/publishing/preflight/preflight-catalog.js";
import { DocumentStore } from "../../src/programs/store/document-store.js";
import { directoryOf } from "../kit/directory.js";
import { IN_FORCE, JUDGE, KNOWN } from "../kit/preflight.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";

const DAY = "2026-11-28";
let kept: TestDatabase;
let database: Database;
let check: ReturnType<typeof createPreflight>;

beforeAll(async () => {
  kept = await createTestDatabase();
  const log = createLog("silent");
  const options = { entities: PROGRAM_ENTITIES, migrations: MIGRATIONS, pool: 2, log };
  database = await Database.open({ address: kept.address, ...options });
  check = createPreflight({
    database,
    documents: new DocumentStore(database, createMemoryCache()),
    directory: directoryOf(database),
    facts: KNOWN.facts,
    places: KNOWN.places,
    judge: JUDGE,
  });
});
afterAll(async () => {
  await database.close();
  await kept.drop();
});

const FOCRECE = IN_FORCE.find(({ slug }) => slug === "focrece") as ProgramDocument;

describe("a change beside the catalog as it is kept", () => {
  it("finds nothing in a program that stays as it is", async () => {
    for (const document of IN_FORCE.slice(0, 10)) {
      const findings = await check(document, document.slug, DAY);
      expect([document.slug, findings.filter(({ code }) => code !== "hard_to_read")]).toEqual([document.slug, []]);
    }
  });

  it("is compared with the edition in force", async () => {
    const document = structuredClone(FOCRECE);
    document.inForceFrom = "2009-01-01";
    expect(await check(document, "focrece", DAY)).toMatchObject([{ code: "starts_earlier" }]);
  });

  it("of a new program takes no name that is taken, nor one that another program has", async () => {
    expect(await check(FOCRECE, null, DAY)).toMatchObject([{ code: "slug_taken" }]);
    const twin = { ...FOCRECE, slug: "otro-fondo" };
    expect(await check(twin, null, DAY)).toMatchObject([{ code: "same_name", es: expect.stringContaining("focrece") }]);
  });

  it("may be of a program that is not in force on the day", async () => {
    expect(await check(FOCRECE, "focrece", "1900-01-01")).toEqual([]);
  });
});
