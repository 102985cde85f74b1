import type { EntityManager } from "@mikro-orm/postgresql";
import { digestOf } from "../../platform/canonical-json.js";
import type { ProgramDocument } from "../document/program-document.js";
import { ProgramVersion } from "../entities.js";
import { insertVersions, toVersion, type WriteContext } from "./write-versions.js";

interface CurrentVersion {
  readonly slug: string;
  readonly version_id: string;
  readonly number: number;
  readonly digest: string;
  readonly origin: string;
}

/**
 * Makes each document the program's version in force, from its own first day on. A document equal to what is there changes
 * nothing; a program that somebody else has published since (another `origin`) is left alone. Returns how many versions were written.
 */
export async function writePrograms(
  em: EntityManager,
  documents: readonly ProgramDocument[],
  context: WriteContext,
): Promise<number> {
  const current = new Map((await currentVersions(em)).map((version) => [version.slug, version]));
  const changed = documents
    .map((document) => ({ document, digest: digestOf(document), before: current.get(document.slug) }))
    .filter(
      ({ digest, before }) => before === undefined || (before.digest !== digest && before.origin === context.origin),
    );
  if (changed.length === 0) return 0;

  const versions = changed.map(({ document, before }) => toVersion(document, (before?.number ?? 0) + 1, context));
  const replaced = changed.flatMap(({ before }) => before?.version_id ?? []);
  // First, since no two editions are in force on one day.
  if (replaced.length > 0)
    await em.nativeUpdate(ProgramVersion, { id: { $in: replaced } }, { supersededAt: context.now });
  await insertVersions(em, versions, context);
  return versions.length;
}

function currentVersions(em: EntityManager): Promise<CurrentVersion[]> {
  return em.execute<CurrentVersion[]>(
    `select p.slug, v.id as version_id, v.number, v.digest, v.origin
       from program_version v join program p on p.id = v.program_id
      where v.superseded_at is null and upper_inf(v.in_force)`,
  );
}
