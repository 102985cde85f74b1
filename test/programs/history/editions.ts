import type { Database } from "../../../src/platform/database.js";
import type { ProgramDocument } from "../../../src/programs/document/program-document.js";
import { read } from "../../../src/programs/document/text.js";
import { SEED_DOCUMENTS } from "../../kit/seed-programs.js";

type Change = (document: ProgramDocument) => ProgramDocument;

/** Publishes a new edition of a program, changed from the one it has; `hold` keeps its transaction open until it resolves. */
export function revise(
  database: Database,
  slug: string,
  change: Change,
  at = "2026-11-28T12:00:00Z",
  hold?: Promise<void>,
) {
  const document = change(SEED_DOCUMENTS.find((seed) => seed.slug === slug)!);
  return database.write(async (em) => {
    await em.execute(
      `update program_version set superseded_at = ?
        where superseded_at is null and program_id = (select id from program where slug = ?)`,
      [at, slug],
    );
    await em.execute(
      `with latest as (
         select v.* from program_version v join program p on p.id = v.program_id where p.slug = ? order by number desc limit 1
       ), fresh as (
         insert into program_version (id, program_id, number, catalog_id, in_force, recorded_at, origin, digest, level,
           state_code, municipality_code, name_es, name_en, facets, document)
         select gen_random_uuid(), program_id, number + 1, catalog_id, in_force, ?, 'revision', md5(random()::text), level,
           state_code, municipality_code, ?, ?, facets, ?::jsonb from latest returning id
       )
       insert into program_agency select fresh.id, a.agency_id, a.role from fresh, latest
         join program_agency a on a.version_id = latest.id`,
      [slug, at, read(document.name, "es").value, read(document.name, "en").value, JSON.stringify(document)],
    );
    await hold;
    // As every publication does, last of all.
    await em.execute(NEW_REVISION);
  });
}

/** Withdraws a program: no edition of it is in force any more. */
export async function withdraw(database: Database, slug: string, at = "2026-11-28T13:00:00Z"): Promise<void> {
  await database.query(
    `update program_version set superseded_at = $2
      where superseded_at is null and program_id = (select id from program where slug = $1)`,
    [slug, at],
  );
  await database.query(NEW_REVISION);
}

const NEW_REVISION = "update catalog_state set revision = revision + 1";

export const renamed =
  (es: string, en: string): Change =>
  (document) => ({ ...document, name: { es, en } });
