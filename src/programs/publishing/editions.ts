import type { Database } from "../../platform/database.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { RevisionItem } from "./rows.js";

/** An edition of a program that a change can start from. */
export interface Edition {
  readonly slug: string;
  readonly id: string;
  readonly number: number;
  /** First day it is in force. */
  readonly from: string;
  readonly document: ProgramDocument;
}

/** The current editions of programs, by slug. What is published is public, so it is read as the gateway itself. */
export async function currentEditions(
  database: Pick<Database, "query">,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, Edition>> {
  const rows = await database.query<Edition>(
    `select p.slug, v.id, v.number, lower(v.in_force)::text as "from", v.document
       from program_version v join program p on p.id = v.program_id
      where p.slug = any($1::text[]) and v.superseded_at is null and upper_inf(v.in_force)`,
    [slugs],
  );
  return new Map(rows.map((row) => [row.slug, row]));
}

/** What a revision makes of its programs, each with the edition it started from and the number it was published as. */
export async function withEditions(
  database: Pick<Database, "query">,
  items: readonly RevisionItem[],
): Promise<readonly RevisionItem[]> {
  const ids = items.flatMap(({ baseVersionId, publishedVersionId }) =>
    [baseVersionId ?? [], publishedVersionId ?? []].flat(),
  );
  const rows = await database.query<Pick<Edition, "id" | "number" | "document">>(
    "select id, number, document from program_version where id = any($1::uuid[])",
    [ids],
  );
  const editions = new Map(rows.map((row) => [row.id, row]));
  return items.map((item) => ({
    ...item,
    base: editions.get(item.baseVersionId ?? "")?.document ?? null,
    publishedAs: editions.get(item.publishedVersionId ?? "")?.number ?? null,
  }));
}
