// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import { join } from "node:path";
import type { GraphQLSchema } from "graphql";
import { createAccess } from "../access/module.js";
import { createRevisedCalls } from "../applications/calls/revised-calls.js";
import { APPLICATION_ENTITIES, type ApplicationRow, type CallRow } from "../applications/entities.js";
import { createApplications } from "../applications/module.js";
import type { Happening, TellOfCall } from "../applications/ports.js";
import { EVENTS } from "../applications/vocabulary.js";
import { BUSINESS_ENTITIES } from "../businesses/entities.js";
import { type BusinessesModule, createBusinesses } from "../businesses/module.js";
import { createFactVocabulary } from "../eligibility/fact-vocabulary.js";
import { createGoldenCaseJudge } from "../eligibility/golden-cases.js";
import { createImpactPreview } from "../eligibility/impact/preview.js";
import { createImpactOnFirms } from "../eligibility/kept-firms/impact-on-firms.js";
import { KeptFirms } from "../eligibility/kept-firms/kept-firms.js";
import { createKeptProfiles } from "../eligibility/kept-profiles.js";
import { createEligibility } from "../eligibility/module.js";
import type { Catalog } from "../eligibility/ports.js";
import type { Receipts } from "../eligibility/receipt.js";
import { ATOM_PATH, type ReadFeed } from "../graph/atom/routes.js";
import type { Commands } from "../graph/commands.js";
import type { Cursors } from "../graph/cursor.js";
import { type Module, monolith } from "../graph/module.js";
import type { Pace } from "../graph/pace.js";
import type { Page } from "../graph/page.js";
import type { Publication } from "../graph/publications/publication.js";
import { FILES_PATH } from "../graph/transfer/routes.js";
import type { Tickets } from "../graph/transfer/tickets.js";
import { createLedger } from "../ledger/module.js";
import type { ApplicationHappening, CallHappening } from "../notices/event.js";
import { createNotices, type NoticesModule } from "../notices/module.js";
import type { Cache } from "../platform/cache/cache.js";
import type { Database } from "../platform/database.js";
import type { FieldCipher } from "../platform/field-cipher.js";
import type { GuardOptions } from "../platform/http/guarded-fetch.js";
import type { Revision } from "../platform/revision.js";
import type { Signals } from "../platform/signals.js";
import type { Job } from "../platform/upkeep.js";
import { PROGRAM_ENTITIES } from "../programs/entities.js";
import { createPrograms, type ProgramsNeeds, SEED_FOLDER } from "../programs/module.js";
import { createReference } from "../reference/module.js";
import { createOfficialCodes } from "../reference/official-codes.js";
import { createPlaces } from "../reference/places.js";
import { loadReferenceTables } from "../reference/tables.js";

export const ENTITIES = [...PROGRAM_ENTITIES, ...BUSINESS_ENTITIES, ...APPLICATION_ENTITIES];

/** What modules share. */
export interface Parts {
  readonly database: Database;
  readonly cache: Cache;
  /** The revision that the catalog is at. */
  readonly revision: Revision;
  /** Room for what was read of the catalog, in characters. */
  readonly memory: number;
  readonly cursors: Cursors;
  readonly receipts: Receipts;
  readonly commands: Commands;
  /** How many applications somebody of an agency may look into. */
  readonly applicantsPace: Pace;
  /** How many drafted changes somebody may try on the firms that are kept here. */
  readonly previewsPace: Pace;
  readonly cipher: FieldCipher;
  /** The firms that changes of rules are tried on, if there are any. */
  readonly populationFile: string | undefined;
  /** The feeds of others that are gathered, and by what they are called. */
  readonly feeds: ProgramsNeeds["feeds"];
  readonly tickets: Tickets;
  readonly signals: Signals;
  /** What seals the ledger every now and then, and has it stamped. */
  readonly ledgerKeepers: readonly Job[];
  /** False only in tests that show that row-level security holds by itself. */
  readonly guarded: boolean;
  /** Days on which no term runs, beside weekends and the days of rest of the law. */
  readonly alsoClosed: readonly string[];
  /** Years for which it is kept who looked at what a firm told. */
  readonly looksKept: number;
  readonly now: () => Date;
  /** Which addresses may be called for others, beside those of the public network. */
  readonly guard: GuardOptions;
}

export interface Modules {
  readonly all: readonly Module[];
  /** The catalog for whoever judges its rules. */
  readonly catalog: Catalog;
  /** Whoever is to be told of what happens. */
  readonly notices: NoticesModule;
  /** The latest changes of the catalog, for feed readers. */
  readonly changesFeed: ReadFeed;
  readonly pages: readonly Page[];
  /** What is to be read beside the graph, open to anyone. */
  readonly publications: readonly Publication[];
}

/** Every module of the gateway, made from the parts they share. The one place where modules meet. */
export async function createModules(parts: Parts): Promise<Modules> {
  const { cursors } = parts;
  const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
  const codes = createOfficialCodes(tables);
  const reference = createReference({ tables, cursors });
  const tellOfCall: TellOfCall = (tx, call, what, at) => notices.tellOfCall(tx, ofCall(call, what, at));
  const firms = new KeptFirms({ read: (store, wanted) => businesses.consenting(store, wanted), codes });
  const programs = createPrograms({
    ...parts,
    places: createPlaces(tables),
    facts: createFactVocabulary(codes),
    judge: createGoldenCaseJudge(codes),
    tell: async (tx, editions) => {
      await notices.tellOfPrograms(tx, editions);
      for (const edition of editions) await eligibility.noteEdition(tx, edition);
    },
    calls: createRevisedCalls({ tellOfCall, present: (context, keys) => applications.presentCalls(context, keys) }),
    impact: createImpactPreview({ file: parts.populationFile, codes }),
    impactOnFirms: createImpactOnFirms({ ...parts, firms, pace: parts.previewsPace }),
  });
  const catalog = programs.ruleBook;
  const eligibility = createEligibility({
    ...parts,
    catalog,
    codes,
    firms,
    tell: (tx, changes) => notices.tellOfAnswers(tx, changes),
    busy: () => notices.isBusy(),
  });
  const businesses = createBusinesses({
    ...parts,
    profiles: createKeptProfiles(codes),
    holders: () => [applications, notices],
    applications: () => applications,
  });
  const applications = createApplications({
    ...parts,
    programs: programs.applied,
    businesses: firmsOf(businesses),
    eligibility: eligibility.applicants,
    documents: documentsOf(businesses),
    tell: (tx, application, happening) => notices.tell(tx, happeningOf(application, happening)),
    tellOfCall,
  });
  const notices = createNotices({
    ...parts,
    applications: {
      happenings: Object.keys(EVENTS),
      firmOf: applications.firmOf,
      onceRefused: applications.onceRefused,
    },
    firms: {
      mailbox: (tx, key) => businesses.mailbox(tx, key),
      asksForAnswers: (tx, key) => businesses.consents(tx, key, "answer_changes"),
    },
    programs: { nameOf: async (key, day) => (await programs.applied.find(key, day))?.name },
  });
  const access = createAccess({ ...parts, agencies: { has: programs.hasAgency } });
  const mayRead = { Application: applications.mayRead, Revision: programs.mayReadRevision };
  const ledger = createLedger({ ...parts, mayRead });
  const all = [reference, programs, eligibility, businesses, applications, access, notices, ledger];
  const { changesFeed, sourcesPage, publications } = programs;
  return { all, catalog, notices, changesFeed, pages: [sourcesPage], publications };
}

/** Firms as applications know them. */
function firmsOf({ businesses }: BusinessesModule): Parameters<typeof createApplications>[0]["businesses"] {
  return {
    standing: (tx, context, key) => businesses.standing(tx, context, key),
    told: (tx, context, keys) => businesses.told(tx, context, keys),
    present: (context, keys) => businesses.byKeys(context, keys),
  };
}

/** Their documents as applications know them. */
function documentsOf({ documents }: BusinessesModule): Parameters<typeof createApplications>[0]["documents"] {
  return {
    known: (tx, context, keys) => documents.known(tx, context, keys),
    present: (context, keys) => documents.byKeys(context, keys),
  };
}

/** Something that happened to an application as others are told of it: keys and codes, and no more. */
function happeningOf(
  { id, callId, programId, agency, folio }: ApplicationRow,
  { what, fromState: from = null, toState: to, version, details, at }: Happening,
): ApplicationHappening {
  const dueOn = typeof details.dueOn === "string" ? details.dueOn : null;
  const keys = { applicationKey: id, callKey: callId, programKey: programId, agency, folio: folio ?? null };
  return { ...keys, what, from, to, version, dueOn, at };
}

function ofCall(call: CallRow, what: CallHappening["what"], at: Date): CallHappening {
  const { id: callKey, programId: programKey, agency, version, opensOn, closesOn = null } = call;
  return { callKey, programKey, agency, what, version, opensOn, closesOn, at };
}

/** The public schema, to be read or printed only: modules keep the parts they are given and open nothing by themselves. */
export async function describeSchema(): Promise<GraphQLSchema> {
  return monolith(await describeModules());
}

/** The modules, to be described only. */
export async function describeModules(): Promise<readonly Module[]> {
  return (await describe()).all;
}

/** Addresses beside those of the graph, as fastify writes them. */
export async function describePaths(): Promise<readonly string[]> {
  const { pages, publications } = await describe();
  return [FILES_PATH, ATOM_PATH, ...[...pages, ...publications].map(({ path }) => path)];
}

const describe = () =>
  createModules({ alsoClosed: [] as readonly string[], feeds: { sources: [] }, memory: 0 } as unknown as Parts);
