import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MIGRATIONS } from "../../schema/migrations/index.js";
import { createFactVocabulary } from "../../src/eligibility/fact-vocabulary.js";
import { prepareStore } from "../../src/gateway.js";
import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { PROGRAM_ENTITIES } from "../../src/programs/entities.js";
import { SEED_FOLDER } from "../../src/programs/module.js";
import { applySeeds } from "../../src/programs/seed/apply-seeds.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { createPlaces } from "../../src/reference/places.js";
import { loadReferenceTables } from "../../src/reference/tables.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";

const log = createLog("silent");
const NOW = new Date("2026-11-23T12:00:00Z");
const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
const places = createPlaces(tables);
const facts = createFactVocabulary(createOfficialCodes(tables));
const context = { facts, places, now: NOW };

let copy: string;
let made: TestDatabase[] = [];
let opened: Database[] = [];

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), "seeds-"));
  await cp(SEED_FOLDER, copy, { recursive: true });
});
afterEach(async () => {
  for (const database of opened) await database.close();
  for (const database of made) await database.drop();
  [made, opened] = [[], []];
  await rm(copy, { recursive: true, force: true });
});

async function database(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const fresh = await createTestDatabase(options);
  made.push(fresh);
  return fresh;
}

async function open(at: TestDatabase): Promise<Database> {
  const store = await Database.open({
    address: at.address,
    entities: PROGRAM_ENTITIES,
    migrations: MIGRATIONS,
    pool: 4,
    log,
  });
  opened.push(store);
  return store;
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(copy, file);
  await writeFile(path, change(await readFile(path, "utf8")));
}

/** Everything the store holds, as one text, so that "nothing changed" can be said of all of it. */
async function contents(store: Database): Promise<string> {
  const rows = await store.query(
    `select (select jsonb_agg(to_jsonb(v) order by v.id) from program_version v) as versions,
            (select count(*) from search_posting) as postings,
            (select to_jsonb(s) from catalog_state s) as state`,
  );
  return JSON.stringify(rows);
}

describe("seeding", () => {
  it("a second time changes nothing", async () => {
    const store = await open(await database());
    const before = await contents(store);
    expect(await applySeeds(store, await loadSeedFiles(copy), context)).toBe(0);
    expect(await contents(store)).toBe(before);
  });

  it("with one file corrected writes one new version and keeps the old one on record", async () => {
    const store = await open(await database());
    await edit("programs/prosec.yaml", (text) =>
      text.replace("en: Sectoral Promotion Programs", "en: Sector Promotion Programs"),
    );
    expect(await applySeeds(store, await loadSeedFiles(copy), context)).toBe(1);
    const versions = await store.query(
      `select v.number, v.name_en, v.superseded_at is not null as superseded
         from program_version v join program p on p.id = v.program_id where p.slug = 'prosec' order by number`,
    );
    expect(versions).toEqual([
      { number: 1, name_en: "Sectoral Promotion Programs", superseded: true },
      { number: 2, name_en: "Sector Promotion Programs", superseded: false },
    ]);
  });

  it("leaves alone a program that somebody has published since", async () => {
    const store = await open(await database());
    await store.query(
      "update program_version set origin = 'revision-7' where program_id = (select id from program where slug = 'prosec')",
    );
    await edit("programs/prosec.yaml", (text) => text.replace("en: Sectoral Promotion Programs", "en: Something else"));
    expect(await applySeeds(store, await loadSeedFiles(copy), context)).toBe(0);
  });

  it("with a mistake in any file writes nothing and says where", async () => {
    const store = await open(await database());
    const before = await contents(store);
    await edit("programs/prosec.yaml", (text) => text.replace("en: Sectoral Promotion Programs", "en: New name"));
    await edit("programs/immex.yaml", (text) => text.replace("kind: scheme", "kind: nothing"));
    await expect(applySeeds(store, await loadSeedFiles(copy), context)).rejects.toThrow(/programs\/immex\.yaml:2 kind/);
    expect(await contents(store)).toBe(before);
  });

  it("that fails half way leaves nothing behind to be served", async () => {
    const store = await open(await database({ empty: true }));
    await store.migrate();
    // The last thing seeding writes is the search index; without it the transaction must fail as a whole.
    await store.query("alter table search_posting add constraint never check (weight < 0)");
    await expect(applySeeds(store, await loadSeedFiles(copy), context)).rejects.toThrow();
    const [counts] = await store.query(
      "select (select count(*)::int from program) as programs, (select count(*)::int from agency) as agencies, (select seed_digest from catalog_state) as digest",
    );
    expect(counts).toEqual({ programs: 0, agencies: 0, digest: null });
  });

  it("by several gateways that start at once on one empty database happens once", async () => {
    const at = await database({ empty: true });
    const stores = await Promise.all([1, 2, 3].map(() => prepareStore({ address: at.address, log, now: () => NOW })));
    opened.push(...stores.map((store) => store.database));
    const [counts] = await stores[0]!.database.query(
      `select (select count(*)::int from program) as programs, (select count(*)::int from program_version) as versions,
              (select revision::int from catalog_state) as revision, (select count(*)::int from schema_migration) as migrations`,
    );
    expect(counts).toEqual({ programs: 110, versions: 110, revision: 1, migrations: MIGRATIONS.length });
  });
});

describe("the store itself", () => {
  it("refuses two versions of one program in force on the same day", async () => {
    const store = await open(await database());
    const overlap = `insert into program_version
      select gen_random_uuid(), program_id, number + 1, catalog_id, in_force, recorded_at, superseded_at, origin, digest, level,
             state_code, municipality_code, name_es, name_en, facets, document
        from program_version limit 1`;
    await expect(store.query(overlap)).rejects.toMatchObject({ code: "23P01" });
  });

  it("can be migrated down and up again", async () => {
    const store = await open(await database({ empty: true }));
    await store.migrate();
    await store.migrateDown();
    const [{ tables }] = (await store.query(
      "select count(*)::int as tables from information_schema.tables where table_schema = 'public' and table_name <> 'schema_migration'",
    )) as [{ tables: number }];
    expect(tables).toBe(0);
    await store.migrate();
  });
});
