import type { Transaction } from "../../platform/database.js";
import type { Day } from "../document/partial-date.js";
import type { ProgramDocument } from "../document/program-document.js";
import { idOf, insertVersions, toVersion, type Version, versionIdOf, type WriteContext } from "./write-versions.js";

/** The edition of a program that is in force with no end in sight. */
export interface CurrentEdition {
  readonly id: string;
  readonly number: number;
  readonly digest: string;
  readonly from: Day;
  readonly document: ProgramDocument;
}

/** The current edition of a program, locked until the transaction ends; undefined for a program that is not there yet. */
export async function lockCurrentEdition(tx: Transaction, slug: string): Promise<CurrentEdition | undefined> {
  // Also two revisions that both bring the same new program wait for each other.
  await tx.query("select pg_advisory_xact_lock(hashtext('program'), hashtext($1))", [slug]);
  const [current] = await tx.query<CurrentEdition>(
    `select v.id, v.number, v.digest, lower(v.in_force)::text as "from", v.document
       from program_version v join program p on p.id = v.program_id
      where p.slug = $1 and v.superseded_at is null and upper_inf(v.in_force) for update of v`,
    [slug],
  );
  return current;
}

/**
 * Makes a document the edition of its program from a day on. The one before it ends the day before; where both begin on the same
 * day, the one before is as if it had not been. The day must not lie before the current edition's first: what has ended stays as it was.
 */
export async function publishEdition(
  tx: Transaction,
  current: CurrentEdition | undefined,
  document: ProgramDocument,
  context: WriteContext,
): Promise<Pick<Version["row"], "id" | "programId" | "number">> {
  const from = document.inForceFrom;
  if (current !== undefined) {
    if (from < current.from) throw new RangeError(`edition ${current.number} is in force from ${current.from}`);
    await tx.query("update program_version set superseded_at = $2 where id = $1", [current.id, context.now]);
    if (current.from < from) await recordUntil(tx, current, from, document.slug, context.now);
  }
  const version = toVersion(document, await nextNumber(tx, document.slug), context);
  await insertVersions(tx.em, [version], context);
  return version.row;
}

async function nextNumber(tx: Transaction, slug: string): Promise<number> {
  const [row] = await tx.query<{ number: number }>(
    "select coalesce(max(number), 0)::int + 1 as number from program_version where program_id = $1",
    [idOf("program", slug)],
  );
  return row?.number ?? 1;
}

/** Records an edition anew with its end, now that it has one; all that is read off it goes along. */
async function recordUntil(
  tx: Transaction,
  edition: CurrentEdition,
  until: Day,
  slug: string,
  now: Date,
): Promise<void> {
  const id = versionIdOf(slug, edition.number, edition.digest, "until", until);
  await tx.query(
    `insert into program_version (id, program_id, number, catalog_id, in_force, recorded_at, origin, digest, level, state_code,
                                  municipality_code, name_es, name_en, facets, document, continues)
     select $2, program_id, number, catalog_id, daterange(lower(in_force), $3::date), $4, origin, digest, level, state_code,
            municipality_code, name_es, name_en, facets, document, id
       from program_version where id = $1`,
    [edition.id, id, until, now],
  );
  for (const [table, columns] of READ_OFF)
    await tx.query(
      `insert into ${table} (version_id, ${columns}) select $2, ${columns} from ${table} where version_id = $1`,
      [edition.id, id],
    );
}

const READ_OFF = [
  ["program_status", "during, code"],
  ["program_agency", "agency_id, role"],
  ["search_posting", "word, weight, fields"],
] as const;
