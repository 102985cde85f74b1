import type { GraphContext } from "../graph/context.js";
import { globalId } from "../graph/node.js";
import type { Scope } from "../graph/reading.js";
import { digestOf } from "../platform/canonical-json.js";
import type { Database } from "../platform/database.js";
import type { ProgramDocument } from "./document/program-document.js";
import { runBy } from "./document/run-by.js";
import { statusOn } from "./document/status.js";
import { read } from "./document/text.js";
import type { ProgramService } from "./program.service.js";
import type { DocumentStore } from "./store/document-store.js";
import { idOf } from "./store/write-versions.js";

/** Relations to programs that a firm may look at instead. */
const SIMILAR = new Set(["similar_to", "complements", "related"]);
/** Statuses in which a program takes nobody any more. */
const OVER = new Set(["ended", "one_off"]);

/** The catalog for whoever takes applications to its programs. */
export function createAppliedPrograms({
  database,
  documents,
  programs,
}: {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly programs: ProgramService;
}) {
  return {
    /** A program as it is in force on a day, by its UUID; undefined when there is none. */
    async find(programKey: string, asOf: string) {
      const [row] = await database.query<{ id: string }>(
        `select id from program_version
          where program_id = $1::uuid and superseded_at is null and in_force @> $2::date`,
        [programKey, asOf],
      );
      if (row === undefined) return undefined;
      const [version] = await documents.load([row.id]);
      if (version === undefined) return undefined;
      const { document } = version;
      return {
        key: programKey,
        versionId: row.id,
        digest: digestOf(document),
        slug: document.slug,
        name: { es: read(document.name, "es").value, en: read(document.name, "en").value },
        runBy: runBy(document),
        over: OVER.has(statusOn(document, asOf).statement.code),
        successors: related(document, (type) => type === "succeeded_by"),
        similar: related(document, (type) => SIMILAR.has(type)),
      };
    },

    /** What the graph resolves programs from; null for those that have no version on the day. */
    present: (programKeys: readonly string[], scope: Scope, context: GraphContext) =>
      Promise.all(programKeys.map((key) => programs.byId(context, key, scope))),

    /** What the graph resolves programs from, as one version had them. */
    presentVersions: async (versionIds: readonly string[], scope: Scope) => {
      const versions = versionIds.map((versionId) => ({ versionId }));
      return await programs.versions(versions, scope);
    },

    globalId: (programKey: string) => globalId("Program", programKey),
  };
}

function related({ relations }: ProgramDocument, wanted: (type: string) => boolean): readonly string[] {
  return relations.flatMap(({ type, program }) =>
    wanted(type) && program !== undefined ? [idOf("program", program)] : [],
  );
}
