import { needKey, notFound } from "../../graph/commands.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { needText } from "../../graph/text-input.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { PublishingFindingCode } from "../checks/codes.js";
import type { ProgramDocument } from "../document/program-document.js";
import { type CallDesk, callsOf } from "./calls/call-desk.js";
import { dayOf } from "./day-of.js";
import { currentEditions, type Edition, withEditions } from "./editions.js";
import { moveEntry } from "./lifecycle.js";
import { onTopOf } from "./on-top-of.js";
import { type AskedChange, proposedBy, readChanges } from "./read-changes.js";
import { dateClosed, inConflict, notReady, notYours } from "./refuse.js";
import type {
  DraftRevisionInput,
  EditRevisionInput,
  ReasonedRevisionInput,
  RebaseRevisionInput,
  RevisionInput,
  RollBackRevisionInput,
} from "./revision.inputs.js";
import type { Outcome, Revisions, RevisionsNeeds, Work } from "./revisions.js";
import type { RevisionItem, RevisionRow } from "./rows.js";

/** What is wrong with what a revision makes of its programs, before it is submitted. */
export type Preflight = (
  items: readonly Pick<RevisionItem, "slug" | "document" | "baseVersionId">[],
  asOf: string,
) => Promise<readonly ItemFinding[]>;

export interface ItemFinding {
  readonly program: string;
  readonly severity: "error" | "warning" | "notice";
  readonly code: PublishingFindingCode;
  readonly path: readonly (string | number)[];
  readonly es: string;
  readonly en: string;
}

export interface RevisionServiceNeeds extends RevisionsNeeds {
  readonly database: Database;
  readonly revisions: Revisions;
  readonly preflight: Preflight;
  readonly callDesk: CallDesk;
}

const TITLE = { max: 200 } as const;
const REASON = { min: 5, max: 2_000, lines: true } as const;

/** Drafting: editors change programs of their agency, and send the change to a second person. */
export class RevisionService {
  constructor(private readonly needs: RevisionServiceNeeds) {}

  async draft(context: GraphContext, input: DraftRevisionInput) {
    const changes = readChanges(input.changes);
    const calls = await this.needs.callDesk.asked(input.calls ?? []);
    if (changes.length + calls.calls.length === 0)
      throw badInput("input.changes", { es: "no cambia nada", en: "nothing changes" });
    const draft = {
      title: needText("input.title", input.title, TITLE),
      reason: needText("input.reason", input.reason, REASON),
      effectiveOn: input.effectiveOn ?? null,
      rollsBack: null,
    };
    const editions = await this.#editions(changes.map(({ slug }) => slug));
    return this.needs.revisions.open(context, "draftRevision", input, draft, async (work) => {
      for (const change of changes) {
        const edition = editions.get(change.slug);
        await this.#put(work, change.slug, proposedBy(change, edition?.document ?? null, edition), edition);
      }
      await this.needs.callDesk.put(work, calls, dayOf(work.revision, context.now));
      this.#needOpenDate(work.revision, editions);
    });
  }

  async edit(context: GraphContext, input: EditRevisionInput) {
    const changes = readChanges(input.changes);
    const { callDesk } = this.needs;
    const calls = await callDesk.asked(input.calls);
    const editions = await this.#editions(changes.map(({ slug }) => slug));
    const { title, reason, effectiveOn } = input;
    const set = {
      ...(title ? { title: needText("input.title", title, TITLE) } : {}),
      ...(reason ? { reason: needText("input.reason", reason, REASON) } : {}),
      ...(effectiveOn === undefined ? {} : { effective_on: effectiveOn }),
    };
    return this.needs.revisions.move(context, "editRevision", { ...input, reason: null }, "edit", async (work) => {
      const items = new Map(
        (await this.needs.revisions.items(work.tx, work.revision.id)).map((item) => [item.slug, item]),
      );
      for (const slug of input.drop) {
        if (!items.delete(slug)) throw notFound("input.drop");
        await work.tx.query("delete from revision_item where revision_id = $1 and slug = $2", [work.revision.id, slug]);
      }
      for (const change of changes) {
        const edition = editions.get(change.slug);
        const before = items.get(change.slug)?.document ?? edition?.document ?? null;
        await this.#put(
          work,
          change.slug,
          proposedBy(change, before, edition),
          items.has(change.slug) ? undefined : edition,
        );
        items.delete(change.slug);
      }
      await callDesk.drop(work, input.dropCalls);
      await callDesk.put(
        work,
        calls,
        dayOf({ ...work.revision, ...(effectiveOn === undefined ? {} : { effectiveOn }) }, context.now),
      );
      const left = await callsOf(work.tx, work.revision.id);
      if (items.size + changes.length + left.length === 0)
        throw badInput("input.drop", { es: "no quedaría nada", en: "nothing would be left" });
      return { set };
    });
  }

  /** Puts the drafted changes on top of what was published meanwhile; those that are sent take the place of what was drafted. */
  async rebase(context: GraphContext, input: RebaseRevisionInput) {
    const changes = new Map(readChanges(input.changes).map((change) => [change.slug, change]));
    const { revisions } = this.needs;
    const items = await this.#itemsOf(input.revisionId);
    const editions = await this.#editions(items.map(({ slug }) => slug));
    const calls = await this.needs.callDesk.of(input.revisionId);
    const redone = items.map((item) => redo(item, editions.get(item.slug), changes.get(item.slug)));
    const clashes = redone.flatMap(({ clashes: found }) => found);
    return revisions.move(context, "rebaseRevision", { ...input, reason: null }, "rebase", async (work) => {
      for (const slug of changes.keys()) if (!items.some((item) => item.slug === slug)) throw notFound("input.changes");
      if (clashes.length > 0) throw inConflict(work.revision.id, clashes);
      for (const { slug, document } of redone) await this.#put(work, slug, document, editions.get(slug));
      await this.needs.callDesk.rebase(work, calls);
      return {};
    });
  }

  submit(context: GraphContext, input: RevisionInput) {
    return this.#decide(context, "submitRevision", input, "submit", () => ({ set: { submitted_at: context.now } }));
  }

  approve(context: GraphContext, input: RevisionInput) {
    const { caller, now } = context;
    return this.#decide(context, "approveRevision", input, "approve", ({ effectiveOn }) => ({
      ...(effectiveOn !== null && effectiveOn > todayIn(now) ? { to: "scheduled" } : {}),
      set: { approved_at: now, approved_by: caller.subject },
    }));
  }

  takeBack = this.#plain("takeBackRevision", "take_back");
  sendBack = this.#plain("sendBackRevision", "send_back");
  reject = this.#plain("rejectRevision", "reject");
  discard = this.#plain("discardRevision", "discard");
  callOff = this.#plain("callOffRevision", "call_off");

  /** Drafts what undoes a published revision, on top of what has been published since. A second person approves that too. */
  async rollBack(context: GraphContext, input: RollBackRevisionInput) {
    const key = needKey("Revision", input.revisionId, "input.revisionId");
    const reason = needText("input.reason", input.reason, REASON);
    const { database, revisions } = this.needs;
    const [original] = await database.query<Pick<RevisionRow, "title" | "state" | "agency">>(
      "select title, state, agency from revision where id = $1",
      [key],
    );
    if (original === undefined || original.agency !== context.caller.agency) throw notFound("input.revisionId");
    if (!moveEntry("roll_back").from.includes(original.state)) throw badInput("input.revisionId", NOT_PUBLISHED);
    const items = await this.#itemsOf(input.revisionId);
    const calls = await this.needs.callDesk.of(input.revisionId);
    const editions = await this.#editions(items.map(({ slug }) => slug));
    const draft = {
      title: `Revierte: ${original.title}`.slice(0, TITLE.max),
      reason,
      effectiveOn: null,
      rollsBack: key,
    };
    return revisions.open(context, "rollBackRevision", input, draft, async (work) => {
      for (const item of items) {
        const edition = editions.get(item.slug);
        if (item.base === null || edition === undefined) throw badInput("input.revisionId", NEW_PROGRAM);
        const undone = onTopOf({
          slug: item.slug,
          base: item.document as ProgramDocument,
          mine: item.base,
          theirs: edition.document,
        });
        if (undone.clashes.length > 0) throw inConflict(work.revision.id, undone.clashes);
        await this.#put(work, item.slug, undone.document, edition);
      }
      const undone = await this.needs.callDesk.undo(work, calls);
      if (items.length + undone === 0) throw badInput("input.revisionId", NOTHING_LEFT);
    });
  }

  /**
   * Submitting and approving look at the same: nothing wrong, nothing in conflict, a day that is still open. It is worked out before
   * the transaction, of what the caller read: another version of the revision is refused there. The publisher looks once more.
   */
  async #decide(
    context: GraphContext,
    operation: string,
    input: RevisionInput,
    move: "submit" | "approve",
    outcome: (revision: RevisionRow) => Outcome,
  ) {
    const items = await this.#itemsOf(input.revisionId);
    const editions = await this.#editions(items.map(({ slug }) => slug));
    const clashes = items.flatMap((item) => redo(item, editions.get(item.slug), undefined).clashes);
    const calls = await this.needs.callDesk.of(input.revisionId);
    const found = await this.needs.preflight(items, todayIn(context.now));
    return this.needs.revisions.move(context, operation, { ...input, reason: null }, move, async (work) => {
      const { revision, tx } = work;
      await this.needs.callDesk.needReady(work, calls);
      const findings = [...found, ...this.needs.callDesk.findings(calls, dayOf(revision, context.now))];
      for (const { slug, document } of items) await this.#needMay(tx, slug, document);
      if (clashes.length > 0) throw inConflict(revision.id, clashes);
      this.#needOpenDate(revision, editions);
      if (findings.some(({ severity }) => severity === "error")) throw notReady(revision.id, { findings });
      return outcome(revision);
    });
  }

  #plain(operation: string, move: "take_back" | "send_back" | "reject" | "discard" | "call_off") {
    return (context: GraphContext, input: ReasonedRevisionInput) =>
      this.needs.revisions.move(context, operation, input, move);
  }

  /** Writes what a revision makes of a program; `edition` is the one that it starts from, left out where that stays. */
  async #put({ tx, revision }: Work, slug: string, document: object, edition: Edition | undefined): Promise<void> {
    await this.#needMay(tx, slug, document);
    await tx.query(
      `insert into revision_item (revision_id, slug, base_version_id, document) values ($1, $2, $3, $4::jsonb)
       on conflict (revision_id, slug) do update set document = excluded.document,
         base_version_id = coalesce(excluded.base_version_id, revision_item.base_version_id)`,
      [revision.id, slug, edition?.id ?? null, JSON.stringify(document)],
    );
  }

  /** Above row-level security: the caller's agency runs the program, or who runs it gave it leave. */
  async #needMay(tx: Transaction, slug: string, document: object): Promise<void> {
    if (!this.needs.guarded) return;
    const [may] = await tx.query<{ yes: boolean }>("select may_publish($1, $2::jsonb) as yes", [
      slug,
      JSON.stringify(document),
    ]);
    if (!may?.yes) throw notYours(slug);
  }

  #editions(slugs: readonly string[]): Promise<ReadonlyMap<string, Edition>> {
    return currentEditions(this.needs.database, slugs);
  }

  /** What a revision makes of its programs, read as the gateway itself: shown to nobody before it is known who asks. */
  async #itemsOf(revisionId: string): Promise<readonly RevisionItem[]> {
    const { database, revisions } = this.needs;
    const items = await revisions.items(database, needKey("Revision", revisionId, "input.revisionId"));
    return withEditions(database, items);
  }

  #needOpenDate({ id, effectiveOn }: RevisionRow, editions: ReadonlyMap<string, Edition>): void {
    if (effectiveOn === null) return;
    for (const { slug, from } of editions.values()) if (effectiveOn < from) throw dateClosed(id, slug, from);
  }
}

/** A drafted change on top of the current edition: made again by the editor, or carried over field by field. */
function redo(item: RevisionItem, edition: Edition | undefined, again: AskedChange | undefined) {
  const { slug } = item;
  if (again !== undefined)
    return { slug, document: proposedBy(again, edition?.document ?? null, edition), clashes: [] };
  if (edition === undefined || edition.id === item.baseVersionId) return { slug, document: item.document, clashes: [] };
  return onTopOf({ slug, base: item.base, mine: item.document as ProgramDocument, theirs: edition.document });
}

const NOT_PUBLISHED = {
  es: "no se ha publicado, o ya se revirtió",
  en: "has not been published, or was rolled back already",
};
const NOTHING_LEFT = {
  es: "ya no queda nada que revertir: sus convocatorias se cerraron",
  en: "leaves nothing to roll back: its calls are closed",
};
const NEW_PROGRAM = {
  es: "dio de alta un programa: un alta no se revierte; publique que el programa terminó o está suspendido",
  en: "brought a new program: that is not rolled back; publish that the program has ended or is suspended",
};
