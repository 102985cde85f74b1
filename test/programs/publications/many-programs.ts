import type { Database } from "../../../src/platform/database.js";

/** Copies of a seed program under other keys, straight into the store. */
export async function addPrograms(database: Database, count: number): Promise<void> {
  await database.write(async (em) => {
    await em.execute(
      `with model as (
       select v.*, p.slug from program_version v join program p on p.id = v.program_id where p.slug = 'prosec'
     ), fresh as (
       insert into program (id, slug) select gen_random_uuid(), 'copy-' || lpad(n::text, 5, '0') from generate_series(1, ?::int) n
       returning id, slug
     )
     insert into program_version (id, program_id, number, catalog_id, in_force, recorded_at, origin, digest, level,
       state_code, municipality_code, name_es, name_en, facets, document)
     select gen_random_uuid(), fresh.id, 1, catalog_id, in_force, recorded_at, origin, digest, level,
       state_code, municipality_code, name_es, name_en, facets, document || jsonb_build_object('slug', fresh.slug)
       from fresh, model`,
      [count],
    );
    await em.execute("update catalog_state set revision = revision + 1");
  });
}
