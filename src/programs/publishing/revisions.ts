import { v7 as newId } from "uuid";
import { type CommandInput, type Commands, needKey, notFound, type RefusalAnswer } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { needText } from "../../graph/text-input.js";
import type { Transaction } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import {
  allowedRevisionMoves,
  moveEntry,
  type RevisionEventKind,
  type RevisionMove,
  type RevisionState,
  WORK,
} from "./lifecycle.js";
import { moveNotAllowed, needsOtherEyes, stale } from "./refuse.js";
import { ITEM_COLUMNS, REVISION_COLUMNS, type RevisionItem, type RevisionRow } from "./rows.js";

export interface RevisionsNeeds {
  readonly commands: Commands;
  /** False only in tests that show that row-level security alone holds. */
  readonly guarded: boolean;
}

/** A revision under a lock, and who works on it. */
export interface Work {
  readonly tx: Transaction;
  readonly context: GraphContext;
  readonly revision: RevisionRow;
}

/** Asked of every command on a revision that is there already. */
export interface OnRevision extends CommandInput {
  readonly revisionId: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** Columns of a revision that a move may set. */
type Changes = Readonly<
  Partial<Record<"title" | "reason" | "effective_on" | "submitted_at" | "approved_at" | "approved_by", unknown>>
>;

/** What a move comes to beside what the table says. */
export interface Outcome {
  readonly to?: RevisionState;
  readonly set?: Changes;
}

export interface Done {
  readonly revisionId: string;
}

/**
 * The one way in which a revision changes: locked, its version compared, the move allowed by the table, then state, event and ledger entry in
 * one transaction.
 */
export class Revisions {
  constructor(private readonly needs: RevisionsNeeds) {}

  /** Opens a draft; `work` gives it its programs. */
  async open(
    context: GraphContext,
    operation: string,
    input: CommandInput,
    draft: Pick<RevisionRow, "title" | "reason" | "effectiveOn" | "rollsBack">,
    work: (change: Work) => Promise<void>,
  ): Promise<Done | RefusalAnswer> {
    const { caller, now } = context;
    return this.needs.commands.run(context, operation, input, async (tx) => {
      const id = newId();
      const [revision] = await tx.query<RevisionRow>(
        `insert into revision as r (id, agency, state, version, title, reason, effective_on, rolls_back, author, created_at, updated_at)
         values ($1, $2, 'draft', 1, $3, $4, $5, $6, $7, $8, $8) returning ${REVISION_COLUMNS}`,
        [id, caller.agency, draft.title, draft.reason, draft.effectiveOn, draft.rollsBack, caller.subject, now],
      );
      if (revision === undefined) throw new Error("a revision that was just made is not there");
      await this.#note({ tx, context, revision }, "draft", null, "draft", null);
      await work({ tx, context, revision });
      return { revisionId: id };
    });
  }

  /** Moves a revision. `work` does what goes with it, and may set columns, lead elsewhere than the table says, or refuse. */
  async move(
    context: GraphContext,
    operation: string,
    input: OnRevision,
    move: RevisionMove,
    work: (change: Work) => Promise<Outcome> = async () => ({}),
  ): Promise<Done | RefusalAnswer> {
    const reason = reasonFor(move, input.reason);
    return this.needs.commands.run(context, operation, input, async (tx) => {
      const revision = await this.#lock(tx, needKey("Revision", input.revisionId, "input.revisionId"));
      const change = { tx, context, revision };
      if (this.needs.guarded) await this.#needMay(change, move);
      if (revision.version !== input.version) throw stale(revision.id);
      const { to = moveEntry(move).to, set = {} } = await work(change);
      await this.#note(change, move, revision.state, to, reason);
      await update(change, to, set);
      return { revisionId: revision.id };
    });
  }

  /** What a revision makes of its programs. */
  items(tx: Pick<Transaction, "query">, revisionId: string): Promise<readonly RevisionItem[]> {
    return tx.query<RevisionItem>(
      `select ${ITEM_COLUMNS} from revision_item i where i.revision_id = $1 order by i.slug`,
      [revisionId],
    );
  }

  async #lock(tx: Transaction, key: string): Promise<RevisionRow> {
    const [revision] = await tx.query<RevisionRow>(
      `select ${REVISION_COLUMNS} from revision r where r.id = $1 for update`,
      [key],
    );
    if (revision === undefined) throw notFound("input.revisionId");
    return revision;
  }

  /** The gateway's own check, above row-level security. */
  async #needMay({ tx, context: { caller }, revision }: Work, move: RevisionMove): Promise<void> {
    if (revision.agency !== caller.agency) throw notFound("input.revisionId");
    const { from, otherEyes } = moveEntry(move);
    const allowed = allowedRevisionMoves(revision.state, caller.role);
    if (!from.includes(revision.state) || !allowed.includes(move)) throw moveNotAllowed(revision.id, allowed);
    if (!otherEyes) return;
    const [worked] = await tx.query(
      "select from revision_event where revision_id = $1 and actor = $2 and what = any($3::text[]) limit 1",
      [revision.id, caller.subject, WORK],
    );
    if (worked !== undefined) throw needsOtherEyes(revision.id);
  }

  async #note(
    { tx, context: { caller, now }, revision }: Work,
    what: RevisionEventKind,
    from: RevisionState | null,
    to: RevisionState,
    reason: string | null,
  ): Promise<void> {
    const version = from === null ? revision.version : revision.version + 1;
    await tx.query(
      `insert into revision_event (id, revision_id, version, what, from_state, to_state, role, actor, reason, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [newId(), revision.id, version, what, from, to, caller.role, caller.subject, reason, now],
    );
    const { subject: actor, role, agency } = caller;
    const about = { objectType: "Revision", objectId: revision.id, objectVersion: version, rules: null };
    await addEntry(tx, { actor, role, agency, action: what, ...about, from, to, details: { reason }, at: now });
  }
}

async function update({ tx, context: { now }, revision }: Work, to: RevisionState, set: Changes): Promise<void> {
  const columns = Object.keys(set).map((column, index) => `, ${column} = $${index + 4}`);
  await tx.query(
    `update revision set state = $2, version = version + 1, updated_at = $3${columns.join("")} where id = $1`,
    [revision.id, to, now, ...Object.values(set)],
  );
}

function reasonFor(move: RevisionMove, reason: string | null | undefined): string | null {
  const text = reason ? needText("input.reason", reason, { min: 5, max: 2_000, lines: true }) : null;
  if (text === null && moveEntry(move).needsReason) {
    throw badInput("input.reason", { es: "hay que decir por qué", en: "it must be said why" });
  }
  return text;
}
