import type { GraphContext } from "../graph/context.js";
import type { Scope } from "../graph/reading.js";
import { digestOf } from "../platform/canonical-json.js";
import type { Database } from "../platform/database.js";
import type { DirectoryService } from "./directory.service.js";
import type { Places } from "./ports.js";
import { ProgramFilter } from "./program.args.js";
import type { ProgramService } from "./program.service.js";
import { filterOf, needKnown } from "./program-search.js";
import { RuleBookEditions } from "./rules/editions.js";
import { type RuledVersion, ruledByDay, ruledOn } from "./rules/ruled-version.js";
import type { DocumentStore } from "./store/document-store.js";
import { findVersionIds } from "./store/find-programs.js";

export interface RuleBookNeeds {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly directory: DirectoryService;
  readonly programs: ProgramService;
  readonly places: Places;
}

/** The catalog for whoever judges its rules: the conditions and amounts of every program in force on a day. */
export function createRuleBook({ database, documents, directory, programs, places }: RuleBookNeeds) {
  const editions = new RuleBookEditions(database, directory);
  return {
    filterType: ProgramFilter,

    rules: (asOf: string) => editions.on(asOf),

    async versions(versionIds: readonly string[], asOf: string): Promise<readonly (RuledVersion | undefined)[]> {
      const rows = await database.query<{ id: string }>("select id from program_version where id = any($1::uuid[])", [
        versionIds,
      ]);
      const [found, sources] = await Promise.all([documents.load(rows.map(({ id }) => id)), directory.sources()]);
      const byId = new Map(
        found.map((version) => {
          const ruled = ruledByDay({ ...version, digest: digestOf(version.document) }, sources);
          return [version.id, ruledOn(ruled, asOf)];
        }),
      );
      return versionIds.map((id) => byId.get(id));
    },

    async matching(filter: ProgramFilter, { asOf }: Scope, context: GraphContext): Promise<ReadonlySet<string>> {
      const wanted = filterOf(filter, places);
      if (filter.agency || filter.catalog) {
        const { agencies, catalogs } = await directory.directory(context);
        needKnown(filter.agency, "filter.agency", "agencies", agencies);
        needKnown(filter.catalog, "filter.catalog", "catalogs", catalogs);
      }
      return new Set(await findVersionIds(database, wanted, asOf));
    },

    present: (versionIds: readonly string[], scope: Scope) =>
      programs.versions(
        versionIds.map((versionId) => ({ versionId })),
        scope,
      ),
  };
}
