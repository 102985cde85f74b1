import type { Database } from "../../../platform/database.js";
import type { DirectoryService } from "../../directory.service.js";
import type { FactVocabulary, Judge, Places } from "../../ports.js";
import type { DocumentStore } from "../../store/document-store.js";
import { findVersionIds } from "../../store/find-programs.js";
import type { Finding } from "./draft.js";
import { preflight } from "./preflight.js";

export interface PreflightNeeds {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly directory: DirectoryService;
  readonly facts: FactVocabulary;
  readonly places: Places;
  readonly judge: Judge;
}

/**
 * Preflight beside the catalog as it is on a day: reads what the draft may name and which programs are in force. `slug` is the program
 * that is to be changed; null for a new one.
 */
export function createPreflight({ database, documents, directory, facts, places, judge }: PreflightNeeds) {
  return async (document: unknown, slug: string | null, asOf: string): Promise<readonly Finding[]> => {
    const [ids, everyone, slugs] = await Promise.all([
      findVersionIds(database, {}, asOf),
      directory.everyone(),
      database.query<{ slug: string }>("select slug from program"),
    ]);
    const others = (await documents.load(ids)).map((version) => version.document);
    const before = others.find((other) => other.slug === slug) ?? null;
    const known = {
      agencies: new Set(everyone.agencies.keys()),
      catalogs: new Set(everyone.catalogs.keys()),
      sources: new Set(everyone.sources.keys()),
      // A program that is not in force on the day may still be changed: its own name is not taken.
      programs: new Set(slugs.map((row) => row.slug).filter((name) => name !== slug || before !== null)),
      facts,
      places,
    };
    return preflight({ document, before, known, others, judge });
  };
}
