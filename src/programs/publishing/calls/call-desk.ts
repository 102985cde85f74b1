import { v7 as newId } from "uuid";
import { CommandRefused, needKey, notFound } from "../../../graph/commands.js";
import { badInput } from "../../../graph/errors.js";
import type { Database, Transaction } from "../../../platform/database.js";
import { PUBLISHING_FINDING_KINDS } from "../../checks/codes.js";
import type { CallFlaw, CallProposal, Calls, CallWords, StandingCall } from "../../ports.js";
import { idOf } from "../../store/write-versions.js";
import { type Clash, inConflict, notYours } from "../refuse.js";
import type { CallChangeInput } from "../revision.inputs.js";
import type { ItemFinding } from "../revision.service.js";
import type { Work } from "../revisions.js";
import { CALL_COLUMNS, type RevisionCallRow } from "../rows.js";
import { type AskedCall, readCalls } from "./read-calls.js";

export interface CallDeskNeeds {
  readonly database: Database;
  readonly calls: Calls;
  /** False only in tests that show that row-level security alone holds. */
  readonly guarded: boolean;
}

/** What a revision makes of a call, beside the call as it stands. */
export interface RevisedCall extends RevisionCallRow {
  readonly standing: StandingCall | undefined;
}

/** What was asked of calls, and those that it is about as they stand. */
export interface Asked {
  readonly calls: readonly AskedCall[];
  readonly standing: ReadonlyMap<string, StandingCall>;
}

/** The part of drafting that is about calls: what a revision makes of them, beside what it makes of programs. */
export class CallDesk {
  constructor(private readonly needs: CallDeskNeeds) {}

  /** Calls are public, so they are read as the gateway itself, before a transaction begins. */
  async asked(inputs: readonly CallChangeInput[]): Promise<Asked> {
    const calls = readCalls(inputs, this.needs.calls);
    const keys = calls.flatMap(({ proposal }) => proposal.altered?.key ?? []);
    return { calls, standing: await this.needs.calls.standing(this.needs.database, keys) };
  }

  /** Takes what was asked into a draft; refuses by field what is wrong with it now, on the day it is to hold. */
  async put(work: Work, { calls, standing }: Asked, day: string): Promise<void> {
    for (const { slug, field, proposal } of calls) {
      const call = standing.get(proposal.altered?.key ?? "");
      if (proposal.altered !== null && call?.programKey !== idOf("program", slug))
        throw notFound(`${field}.alter.callId`);
      await this.#needMay(work, slug, call?.key ?? null);
      if (call !== undefined && call.version !== proposal.altered?.version) throw callStale(work.revision.id, call.key);
      const wrong = this.needs.calls.check(proposal, call, day).find(isError);
      if (wrong !== undefined) throw badInput([field, ...wrong.path].join("."), wrong, wrong.allowed);
      await insert(work, slug, proposal, call?.terms ?? null);
    }
  }

  async drop({ tx, revision }: Work, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const dropped = await tx.query("delete from revision_call where id = $1 and revision_id = $2 returning id", [
        needKey("RevisionCall", id, "input.dropCalls"),
        revision.id,
      ]);
      if (dropped.length === 0) throw notFound("input.dropCalls");
    }
  }

  /** Read as the gateway itself: shown to nobody before it is known who asks. */
  async of(revisionId: string): Promise<readonly RevisedCall[]> {
    const { database, calls } = this.needs;
    const key = needKey("Revision", revisionId, "input.revisionId");
    return withStanding(calls, database, await callsOf(database, key));
  }

  /** Refuses what the caller may not publish, and calls that changed since they were read. */
  async needReady(work: Work, revised: readonly RevisedCall[]): Promise<void> {
    for (const one of revised) {
      await this.#needMay(work, one.slug, one.callId);
      if (one.callId !== null && isStale(one)) throw callStale(work.revision.id, one.callId);
    }
  }

  /** What is wrong or doubtful, by the place that each call has in the revision. */
  findings(revised: readonly RevisedCall[], day: string): readonly ItemFinding[] {
    return revised.flatMap((one, index) => callFindings(this.needs.calls, one, index, day));
  }

  /** Puts alterations on top of the calls as they are now; what was altered otherwise meanwhile is in conflict. */
  async rebase(work: Work, revised: readonly RevisedCall[]): Promise<void> {
    const stale = revised.filter(isStale);
    const clashes = stale.flatMap(({ slug, content, base, standing }) =>
      clashesOf(slug, content, { base: base ?? {}, mine: content, standing }),
    );
    if (clashes.length > 0) throw inConflict(work.revision.id, clashes);
    for (const { slug, content, standing } of stale) {
      if (standing === undefined) continue;
      await insert(work, slug, { altered: { key: standing.key, version: standing.version }, content }, standing.terms);
    }
  }

  /** Drafts what takes back that calls were opened or altered; how much of it there is. */
  async undo(work: Work, done: readonly RevisedCall[]): Promise<number> {
    let undone = 0;
    for (const { revisionId, slug, content, base, standing } of done) {
      if (standing === undefined) continue;
      const proposal = this.needs.calls.undo({ content, base }, standing);
      if (proposal === null) continue;
      if (typeof proposal === "string") throw UNDOABLE[proposal](revisionId, standing.key);
      const clashes = base === null ? [] : clashesOf(slug, content, { base: content, mine: base, standing });
      if (clashes.length > 0) throw inConflict(work.revision.id, clashes);
      await insert(work, slug, proposal, standing.terms);
      undone += 1;
    }
    return undone;
  }

  /** Above row-level security: the caller's agency may publish the program, and the call is its own or of who delegated to it. */
  async #needMay({ tx, revision }: Work, slug: string, callKey: string | null): Promise<void> {
    if (!this.needs.guarded) return;
    const [may] = await tx.query<{ yes: boolean }>("select may_publish_call($1, $2, $3) as yes", [
      revision.id,
      slug,
      callKey,
    ]);
    if (!may?.yes) throw notYours(slug);
  }
}

/** What a revision makes of calls, in the order it was drafted. */
export function callsOf(store: Pick<Transaction, "query">, revisionKey: string): Promise<readonly RevisionCallRow[]> {
  return store.query<RevisionCallRow>(
    `select ${CALL_COLUMNS} from revision_call c where c.revision_id = $1 order by c.id`,
    [revisionKey],
  );
}

/** Calls of revisions with the calls they are about: those that are altered, or that were opened. */
export async function withStanding<Row extends RevisionCallRow>(
  calls: Pick<Calls, "standing">,
  store: Pick<Transaction, "query">,
  rows: readonly Row[],
  lock?: "lock",
): Promise<readonly (Row & { readonly standing: StandingCall | undefined })[]> {
  const keyOf = ({ callId, publishedCallId }: Row) => callId ?? publishedCallId;
  const standing = await calls.standing(
    store,
    rows.flatMap((row) => keyOf(row) ?? []),
    lock,
  );
  return rows.map((row) => ({ ...row, standing: standing.get(keyOf(row) ?? "") }));
}

/** Whether the call that is altered is not the one any more that was read. */
export function isStale({ callId, callVersion, standing }: RevisedCall): boolean {
  return callId !== null && standing?.version !== callVersion;
}

export function proposalOf({ callId, callVersion, content }: RevisionCallRow): CallProposal {
  return { altered: callId === null || callVersion === null ? null : { key: callId, version: callVersion }, content };
}

export function isError({ code }: Pick<CallFlaw, "code">): boolean {
  return PUBLISHING_FINDING_KINDS[code].severity === "error";
}

/** What is found in one call of a revision; nothing where it is published. */
export function callFindings(
  calls: Pick<Calls, "check">,
  revised: RevisedCall,
  index: number,
  day: string,
): readonly ItemFinding[] {
  if (revised.publishedCallId !== null) return [];
  return calls.check(proposalOf(revised), revised.standing, day).map(({ code, path, es, en }) => ({
    program: revised.slug,
    severity: PUBLISHING_FINDING_KINDS[code].severity,
    code,
    path: ["calls", index, ...path],
    es,
    en,
  }));
}

/** Writes what a revision makes of a call; of one that it alters already, in place of what there was. */
async function insert({ tx, revision }: Work, slug: string, proposal: CallProposal, base: CallWords | null) {
  const { altered, content } = proposal;
  await tx.query("delete from revision_call where revision_id = $1 and call_id = $2", [
    revision.id,
    altered?.key ?? null,
  ]);
  await tx.query(
    `insert into revision_call (id, revision_id, slug, call_id, call_version, base, content)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)`,
    [
      newId(),
      revision.id,
      slug,
      altered?.key ?? null,
      altered?.version ?? null,
      base === null ? null : JSON.stringify(base),
      JSON.stringify(content),
    ],
  );
}

/** Fields of an alteration that the call has otherwise than it was changed from. */
function clashesOf(
  program: string,
  content: CallWords,
  { base, mine, standing }: { base: CallWords; mine: CallWords; standing: StandingCall | undefined },
): readonly Clash[] {
  const theirs = standing?.terms ?? {};
  return Object.keys(content)
    .filter((field) => field in theirs && theirs[field] !== base[field])
    .map((field) => ({
      program,
      path: ["calls", standing?.key ?? "", field],
      base: base[field],
      mine: mine[field],
      theirs: theirs[field],
    }));
}

const refusedFor = (type: string, es: string, en: string) => (revisionId: string, callKey: string) =>
  new CommandRefused(type, { es, en }, { revisionId, callKey });

const callStale = refusedFor(
  "RevisionCallStale",
  "La convocatoria cambió desde que se leyó; vea cómo está ahora y vuelva a decir qué cambia",
  "The call changed since it was read; see how it is now and say again what changes",
);

/** Why what became of a call is not taken back. */
const UNDOABLE = {
  "in use": refusedFor(
    "RevisionCallKept",
    "Ya hay solicitudes en la convocatoria que abrió: no se revierte; publique su cierre",
    "The call that it opened has applications: it is not rolled back; publish its closing",
  ),
  "stays closed": refusedFor(
    "RevisionCallKept",
    "La convocatoria se cerró y no se abre de nuevo; publique otra",
    "The call was closed and is not opened again; publish another",
  ),
} as const;
