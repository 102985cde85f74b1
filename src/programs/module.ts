import { join } from "node:path";
import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module, Reference } from "../graph/module.js";
import type { Cache } from "../platform/cache/cache.js";
import type { Database } from "../platform/database.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import { AgencyResolver } from "./agency.resolver.js";
import { createAppliedPrograms } from "./applied-programs.js";
import { CatalogResolver } from "./catalog.resolver.js";
import { DirectoryService } from "./directory.service.js";
import { findNode, NodeResolver } from "./node.resolver.js";
import type { FactVocabulary, Judge, Places } from "./ports.js";
import { ProgramResolver } from "./program.resolver.js";
import { ProgramService } from "./program.service.js";
import {
  CitationResolver,
  ParticipationResolver,
  ProgramFieldsResolver,
  ProgramRelationResolver,
  ProgramStatusResolver,
} from "./program-fields.resolver.js";
import { createPreflight } from "./publishing/preflight/preflight-catalog.js";
import { createRuleBook } from "./rule-book.js";
import { applySeeds } from "./seed/apply-seeds.js";
import { loadSeedFiles } from "./seed/read-seeds.js";
import { DocumentStore } from "./store/document-store.js";

export const SEED_FOLDER = join(PACKAGE_ROOT, "seeds");

export interface ProgramsNeeds {
  readonly database: Database;
  readonly cache: Cache;
  readonly cursors: Cursors;
  readonly places: Places;
  readonly facts: FactVocabulary;
  /** Judges firms by rules that are not published yet. */
  readonly judge: Judge;
  readonly now: () => Date;
}

export interface ProgramsModule extends Module {
  /** The catalog for whoever judges its rules. */
  readonly ruleBook: ReturnType<typeof createRuleBook>;
  /** The catalog for whoever takes applications to its programs. */
  readonly applied: ReturnType<typeof createAppliedPrograms>;
  /** Whether the catalog has an agency of a slug, for whoever acts for agencies. */
  readonly hasAgency: (slug: string) => Promise<boolean>;
  /** What is wrong or doubtful in a change before it is published. */
  readonly preflight: ReturnType<typeof createPreflight>;
}

/** The catalog: agencies, catalogs, programs with their versions in time, and search. */
export function createPrograms(needs: ProgramsNeeds): ProgramsModule {
  const { database, cache, cursors, places, facts, judge, now } = needs;
  const documents = new DocumentStore(database, cache);
  const directory = new DirectoryService({ database, cursors });
  const programs = new ProgramService({ database, documents, cursors });
  const byId: Reference = ({ id = "" }, context) => findNode(id, context, programs, directory);
  return {
    name: "programs",
    applied: createAppliedPrograms({ database, documents, programs }),
    ruleBook: createRuleBook({ database, documents, directory, programs, places }),
    policy: openTo("anyone", "Query", ["program", "programs", "agency", "agencies", "catalog", "catalogs", "node"]),
    preflight: createPreflight({ database, documents, directory, facts, places, judge }),
    hasAgency: (slug) => directory.hasAgency(slug),
    references: { Program: byId, Agency: byId, Catalog: byId },
    resolvers: [
      new ProgramResolver(programs, directory, places),
      new ProgramFieldsResolver(directory),
      new ParticipationResolver(directory),
      new ProgramRelationResolver(programs),
      new ProgramStatusResolver(programs),
      new CitationResolver(directory),
      new AgencyResolver(directory, programs),
      new CatalogResolver(directory, programs),
      new NodeResolver(programs, directory),
    ],
    async prepare() {
      await applySeeds(database, await loadSeedFiles(SEED_FOLDER), { facts, places, now: now() });
    },
  };
}
