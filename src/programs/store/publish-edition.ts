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
  return (await lockCurrentEditions(tx, [slug])).get(slug);
}

/**
 * The current editions of programs, locked in the order of their keys, so that two who lock several never wait for each other. Not so
 * that who only refers to an edition waits too: who files for a program holds the program, and each would wait for the other.
 */
export async function lockCurrentEditions(
  tx: Transaction,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, CurrentEdition>> {
  // Also two revisions that both bring the same new program wait for each other.
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('program'), hashtext(slug))
       from (select slug from unnest($1::text[]) as slug order by slug) as in_order`,
    [slugs],
  );
  const rows = await tx.query<CurrentEdition & { readonly slug: string }>(
    `select p.slug, v.id, v.number, v.digest, lower(v.in_force)::text as "from", v.document
       from program_version v join program p on p.id = v.program_id
      where p.slug = any($1::text[]) and v.superseded_at is null and upper_inf(v.in_force) order by p.slug for no key update of v`,
    [slugs],
  );
  return new Map(rows.map(({ slug, ...edition }) => [slug, edition]));
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
  const [row] = await insertNext(tx, [document], context);
  if (row === undefined) throw new Error("an edition that was published is there");
  return row;
}

/** Publishes programs that have no current edition, all of them with no more statements than one. */
export async function insertNext(
  tx: Transaction,
  documents: readonly ProgramDocument[],
  context: WriteContext,
): Promise<readonly Pick<Version["row"], "id" | "programId" | "number" | "document">[]> {
  const numbers = await tx.query<{ id: string; number: number }>(
    "select program_id as id, max(number)::int as number from program_version where program_id = any($1::uuid[]) group by 1",
    [documents.map(({ slug }) => idOf("program", slug))],
  );
  const last = new Map(numbers.map(({ id, number }) => [id, number]));
  const versions = documents.map((document) =>
    toVersion(document, (last.get(idOf("program", document.slug)) ?? 0) + 1, context),
  );
  if (versions.length > 0) await insertVersions(tx.em, versions, context);
  return versions.map(({ row }) => row);
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
