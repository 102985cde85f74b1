import type { Database } from "../../platform/database.js";
import { Agency, Catalog, Source } from "../entities.js";
import type { FactVocabulary, Places } from "../ports.js";
import { writePrograms } from "../store/write-programs.js";
import { idOf } from "../store/write-versions.js";
import { checkSeeds } from "./check-seeds.js";
import { SeedError, type SeedFiles } from "./read-seeds.js";

export interface SeedContext {
  readonly facts: FactVocabulary;
  readonly places: Places;
  readonly now: Date;
}

/**
 * Makes the store hold what the seed files say, in one transaction: either all of it is served or none.
 * When the files are those already applied, nothing is read further and nothing is written. Returns the number of versions written.
 */
export async function applySeeds(database: Database, files: SeedFiles, context: SeedContext): Promise<number> {
  const [state] = await database.query<{ seed_digest: string | null }>("select seed_digest from catalog_state");
  if (state?.seed_digest === files.digest) return 0;

  const seeds = files.read();
  const faults = checkSeeds(seeds, context.facts, context.places);
  if (faults.length > 0) throw new SeedError(faults);

  const agencies = new Map(seeds.agencies.value.map((agency) => [agency.slug, agency]));
  return database.write(async (em) => {
    await em.upsertMany(
      Agency,
      [...agencies.values()].map((document) => ({
        id: idOf("agency", document.slug),
        slug: document.slug,
        level: document.level,
        parentId: document.parent === undefined ? null : idOf("agency", document.parent),
        document,
      })),
    );
    await em.upsertMany(
      Catalog,
      seeds.catalogs.value.map((document) => ({
        id: idOf("catalog", document.slug),
        slug: document.slug,
        publisherId: document.publisher === undefined ? null : idOf("agency", document.publisher),
        document,
      })),
    );
    await em.upsertMany(
      Source,
      seeds.sources.value.map((document) => ({ key: document.key, document })),
    );
    const written = await writePrograms(
      em,
      seeds.programs.map(({ value }) => value),
      { agencies, places: context.places, now: context.now, origin: "seed" },
    );
    await em.execute("update catalog_state set seed_digest = ?, revision = revision + 1", [files.digest]);
    return written;
  });
}
