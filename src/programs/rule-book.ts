import { LRUCache } from "lru-cache";
import type { GraphContext } from "../graph/context.js";
import { globalId } from "../graph/node.js";
import type { Scope } from "../graph/reading.js";
import { digestOf } from "../platform/canonical-json.js";
import type { Database } from "../platform/database.js";
import type { DirectoryService } from "./directory.service.js";
import type { SourceDocument } from "./document/reference-documents.js";
import { statusOn } from "./document/status.js";
import { read, type Text } from "./document/text.js";
import type { Places } from "./ports.js";
import { ProgramFilter } from "./program.args.js";
import type { ProgramService } from "./program.service.js";
import { filterOf, needKnown } from "./program-search.js";
import type { DocumentStore, PublishedVersion } from "./store/document-store.js";
import { findVersionIds } from "./store/find-programs.js";

/** Days whose rules are kept ready; today's is asked for nearly always. */
const DAYS_KEPT = 16;

export interface RuleBookNeeds {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly directory: DirectoryService;
  readonly programs: ProgramService;
  readonly places: Places;
}

/** The catalog for whoever judges its rules: the conditions and amounts of every program in force on a day. */
export function createRuleBook({ database, documents, directory, programs, places }: RuleBookNeeds) {
  const kept = new LRUCache<string, Promise<RuleBookEdition>>({ max: DAYS_KEPT });
  return {
    filterType: ProgramFilter,

    async rules(asOf: string): Promise<RuleBookEdition> {
      const revision = await directory.revision();
      const key = `${revision} ${asOf}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const edition = readEdition(revision, asOf);
      kept.set(key, edition);
      edition.catch(() => kept.delete(key));
      return edition;
    },

    async versions(versionIds: readonly string[], asOf: string): Promise<readonly (RuledVersion | undefined)[]> {
      const rows = await database.query<{ id: string }>("select id from program_version where id = any($1::uuid[])", [
        versionIds,
      ]);
      const [found, sources] = await Promise.all([documents.load(rows.map(({ id }) => id)), directory.sources()]);
      const byId = new Map(found.map((version) => [version.id, ruledVersion(version, asOf, sources)]));
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

  async function readEdition(revision: string, asOf: string): Promise<RuleBookEdition> {
    const [ids, sources] = await Promise.all([findVersionIds(database, {}, asOf), directory.sources()]);
    const versions = await documents.load(ids);
    const ruled = versions.map((version) => ruledVersion(version, asOf, sources));
    return { revision, asOf, programs: ruled.sort((a, b) => (a.slug < b.slug ? -1 : 1)) };
  }
}

export interface RuleBookEdition {
  readonly revision: string;
  readonly asOf: string;
  readonly programs: readonly RuledVersion[];
}

type RuledVersion = ReturnType<typeof ruledVersion>;

function ruledVersion(version: PublishedVersion, asOf: string, sources: ReadonlyMap<string, SourceDocument>) {
  const { document } = version;
  const places = new Map(
    document.citations.map(({ id, document: key, place, line }) => [
      id,
      { document: sources.get(key)?.title ?? key, place, line: line ?? null },
    ]),
  );
  const cited = (ids: readonly string[]) => ids.flatMap((id) => places.get(id) ?? []);
  const { statement } = statusOn(document, asOf);
  return {
    id: globalId("Program", version.programId),
    versionId: version.id,
    versionNumber: version.number,
    digest: digestOf(document),
    slug: document.slug,
    name: bothLanguages(document.name),
    conditions: document.requirements.map(({ id, role, basis, rule, text, note, cite }) => ({
      id,
      role,
      basis,
      rule,
      text: bothLanguages(text),
      note: note === undefined ? null : bothLanguages(note),
      citations: cited(cite),
    })),
    calculations: document.supports.calculations.map(({ id, concerns, currency, rule, note, cite }) => ({
      id,
      concerns: bothLanguages(concerns),
      currency: currency ?? null,
      rule,
      note: note === undefined ? null : bothLanguages(note),
      citations: cited(cite),
    })),
    supportKinds: document.supports.kinds,
    place: {
      level: document.jurisdiction.level,
      state: document.jurisdiction.state ?? null,
      municipality: document.jurisdiction.municipality ?? null,
    },
    over: OVER.has(statement.code)
      ? { since: statement.since ?? null, text: statement.note === undefined ? null : bothLanguages(statement.note) }
      : null,
  };
}

/** Statuses in which a program takes nobody any more. */
const OVER: ReadonlySet<string> = new Set(["ended", "one_off"]);

/** A text in both languages; the one there is stands in for one that is missing. */
function bothLanguages(text: Text): { readonly es: string; readonly en: string } {
  return { es: read(text, "es").value, en: read(text, "en").value };
}
