import { join } from "node:path";
import type { Commands } from "../graph/commands.js";
import type { GraphContext } from "../graph/context.js";
import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import type { OpenReading } from "../graph/operations/lifetime.js";
import type { Page } from "../graph/page.js";
import type { Cache } from "../platform/cache/cache.js";
import type { Database } from "../platform/database.js";
import type { HttpClient } from "../platform/http/http-client.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import type { Revision, RevisionPlace } from "../platform/revision.js";
import { AgencyResolver } from "./agency.resolver.js";
import { createAppliedPrograms } from "./applied-programs.js";
import { CatalogResolver } from "./catalog.resolver.js";
import { DirectoryService } from "./directory.service.js";
import { createChangesFeed } from "./history/changes-feed.js";
import { ProgramChangesResolver, ProgramHistoryResolver } from "./history/history.resolver.js";
import { HistoryService } from "./history/history.service.js";
import { findHeld, NodeResolver } from "./node.resolver.js";
import type {
  Calls,
  FactVocabulary,
  Judge,
  Places,
  PreviewImpact,
  PreviewImpactOnFirms,
  TellOfEditions,
} from "./ports.js";
import { ProgramResolver } from "./program.resolver.js";
import { ProgramService } from "./program.service.js";
import {
  CitationResolver,
  ParticipationResolver,
  ProgramFieldsResolver,
  ProgramRelationResolver,
  ProgramStatusResolver,
} from "./program-fields.resolver.js";
import { createPublications } from "./publications/index.js";
import { createPublishing } from "./publishing/desk.js";
import { PUBLISHING_POLICY } from "./publishing/policy.js";
import { createPreflight } from "./publishing/preflight/preflight-catalog.js";
import type { Preflight } from "./publishing/revision.service.js";
import { createRuleBook } from "./rule-book.js";
import { applySeeds } from "./seed/apply-seeds.js";
import { loadSeedFiles } from "./seed/read-seeds.js";
import { createAdapters } from "./sources/adapters/index.js";
import { createSources, SOURCES_POLICY } from "./sources/desk.js";
import type { Source } from "./sources/source.js";
import { DocumentStore } from "./store/document-store.js";
import { KeptReadings } from "./store/kept-readings.js";

export const SEED_FOLDER = join(PACKAGE_ROOT, "seeds");

/** Every publication is a new revision of the catalog. */
export const CATALOG_REVISION: RevisionPlace = {
  sql: "select mark from catalog_state",
  channel: "ventanilla_catalog",
};

export interface ProgramsNeeds {
  readonly database: Database;
  readonly cache: Cache;
  /** The revision that the catalog is at. */
  readonly revision: Revision;
  /** Room for what was read of the catalog, in characters. */
  readonly memory: number;
  readonly cursors: Cursors;
  readonly places: Places;
  readonly facts: FactVocabulary;
  readonly commands: Commands;
  readonly guarded: boolean;
  /** Judges firms by rules that are not published yet. */
  readonly judge: Judge;
  readonly impact: PreviewImpact;
  readonly impactOnFirms: PreviewImpactOnFirms;
  readonly tell: TellOfEditions;
  /** The feeds of others that are gathered, and by what they are called. */
  readonly feeds: { readonly sources: readonly Source[]; readonly http: HttpClient };
  readonly calls: Calls;
  readonly now: () => Date;
}

export interface ProgramsModule extends Module {
  /** The catalog for whoever judges its rules. */
  readonly ruleBook: ReturnType<typeof createRuleBook>;
  /** The catalog for whoever takes applications to its programs. */
  readonly applied: ReturnType<typeof createAppliedPrograms>;
  /** Whether the catalog has an agency of a slug, for whoever acts for agencies. */
  readonly hasAgency: (slug: string) => Promise<boolean>;
  /** The latest changes of the catalog, for feed readers. */
  readonly changesFeed: ReturnType<typeof createChangesFeed>;
  /** Whether the caller may read a revision. */
  readonly mayReadRevision: (context: GraphContext, key: string) => Promise<boolean>;
  /** How the sources are doing, for anybody. */
  readonly sourcesPage: Page;
  /** The catalog in the forms that others read. */
  readonly publications: ReturnType<typeof createPublications>;
}

/** The catalog: agencies, catalogs, programs with their versions in time, and search. */
export function createPrograms(needs: ProgramsNeeds): ProgramsModule {
  const { database, cache, cursors, places, facts, judge, now, revision, memory } = needs;
  const documents = new DocumentStore(database, cache, (memory * 3) / 4);
  const readings = new KeptReadings(revision, cache, memory / 4);
  const directory = new DirectoryService({ database, revision, readings, cursors });
  const programs = new ProgramService({ database, documents, readings, cursors });
  const publishing = createPublishing({
    ...needs,
    programs,
    hasAgency: (slug) => directory.hasAgency(slug),
    preflight: preflightOf(createPreflight({ database, documents, directory, facts, places, judge })),
  });
  const { http, sources: gathered } = needs.feeds;
  const adapters = createAdapters({ http, states: places });
  const sources = createSources({ ...needs, sources: gathered, adapters, directory });
  const history = new HistoryService({ database, documents, cursors });
  const catalog = { programs, directory };
  return {
    name: "programs",
    applied: createAppliedPrograms({ database, documents, programs }),
    ruleBook: createRuleBook({ database, documents, directory, programs, places }),
    policy: {
      ...openTo("anyone", "Query", [
        "program",
        "programs",
        "programChanges",
        "agency",
        "agencies",
        "catalog",
        "catalogs",
        "node",
      ]),
      ...PUBLISHING_POLICY,
      ...SOURCES_POLICY,
    },
    openReading: OPEN_READING,
    jobs: [...publishing.jobs, ...sources.jobs],
    sourcesPage: sources.page,
    mayReadRevision: publishing.mayRead,
    hasAgency: (slug) => directory.hasAgency(slug),
    changesFeed: createChangesFeed(history),
    publications: createPublications({ database, documents, directory }),
    references: {
      Program: (key, context) => findHeld("Program", key, context, catalog),
      Agency: (key, context) => findHeld("Agency", key, context, catalog),
      Catalog: (key, context) => findHeld("Catalog", key, context, catalog),
    },
    resolvers: [
      new ProgramResolver(programs, directory, places),
      new ProgramFieldsResolver(directory),
      new ParticipationResolver(directory),
      new ProgramRelationResolver(programs),
      new ProgramStatusResolver(programs),
      new CitationResolver(directory),
      new ProgramHistoryResolver(history),
      new ProgramChangesResolver(history, programs, directory),
      new AgencyResolver(directory, programs),
      new CatalogResolver(directory, programs),
      new NodeResolver(programs, directory),
      ...publishing.resolvers,
      ...sources.resolvers,
    ],
    async prepare() {
      await applySeeds(database, await loadSeedFiles(SEED_FOLDER), { facts, places, now: now() });
      await sources.prepare();
    },
  };
}

/** The catalog changes by publication, but for how its feeds are doing; what changed is told once nothing older can still come. */
const OPEN_READING: OpenReading = {
  momentary: [
    "Query.programChanges",
    "Query.sources",
    "Query.harvests",
    "Catalog.freshness",
    "Catalog.health",
    "Catalog.sources",
    "Program.provenance",
    "Program.sources",
  ],
  ownWords: ["Query.programs.search"],
};

/** What is found in each of the programs of a revision. */
function preflightOf(check: ReturnType<typeof createPreflight>): Preflight {
  return async (items, asOf) => {
    const found = await Promise.all(
      items.map(async ({ slug: program, document, baseVersionId }) => {
        const findings = await check(document, baseVersionId === null ? null : program, asOf);
        return findings.map((finding) => ({ program, ...finding }));
      }),
    );
    return found.flat();
  };
}
