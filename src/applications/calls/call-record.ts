import { v7 as newId } from "uuid";
import type { Caller } from "../../graph/identity/caller.js";
import type { Transaction } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import { type CallRow, CallSchema } from "../entities.js";
import type { CallHappening, TellOfCall } from "../ports.js";
import type { ClosedBecause } from "./call-document.js";
import type { ReadCall } from "./read-call.js";

/** Who does something to a call: somebody, or this window itself. */
export type Doer = Pick<Caller, "subject" | "agency"> & { readonly role: string };

/** Under what something is done to a call. */
export interface Doing {
  readonly tx: Transaction;
  readonly by: Doer;
  readonly now: Date;
  /** What the ledger keeps with it, as a commitment. */
  readonly details?: object;
}

const ACTIONS: Readonly<Record<CallHappening, string>> = {
  opened: "open_call",
  altered: "alter_call",
  closed: "close_call",
};

/** The one way a call comes to be and changes: its row, the entry of the ledger and what others are told, in one transaction. */
export class CallRecord {
  constructor(private readonly tellOfCall: TellOfCall) {}

  async open(doing: Doing, call: ReadCall & Pick<CallRow, "programId" | "agency">): Promise<CallRow> {
    const { tx, by, now } = doing;
    const row = tx.em.create(CallSchema, { ...call, id: newId(), version: 1, openedBy: by.subject, openedAt: now });
    await this.#note(doing, row, "opened");
    return row;
  }

  /** Changes what a call says of its end and its money; the caller has locked it and knows that it can be. */
  async alter(
    doing: Doing,
    call: CallRow,
    changes: Partial<Pick<CallRow, "closesOn" | "budgetCents" | "closesAtPercent">>,
  ): Promise<void> {
    Object.assign(call, changes);
    call.version += 1;
    await this.#note(doing, call, "altered");
    const [answer] = await doing.tx.query<{ closes: boolean }>("select close_by_demand($1, 0, $2) as closes", [
      call.id,
      doing.now,
    ]);
    if (answer?.closes) await this.closedByDemand(doing, call);
  }

  /** Closes a call that its caller has locked; one that is closed stays as it is, and is only counted as changed. */
  async close(doing: Doing, call: CallRow, because: ClosedBecause): Promise<void> {
    call.version += 1;
    if (call.closedAt) return;
    call.closedAt = doing.now;
    call.closedBecause = because;
    await this.#note(doing, call, "closed");
  }

  /** Writes down that the store closed a call, since enough is asked of it. */
  async closedByDemand(doing: Doing, call: CallRow): Promise<void> {
    await doing.tx.em.refresh(call);
    await this.#note(doing, call, "closed");
  }

  async #note(doing: Doing, call: CallRow, what: CallHappening): Promise<void> {
    const { tx, by, now, details = {} } = doing;
    const { opensOn, closesOn = null, budgetCents = null, closedBecause = null } = call;
    await tx.em.flush();
    await addEntry(tx, {
      actor: by.subject,
      role: by.role,
      agency: by.agency,
      action: ACTIONS[what],
      objectType: "Call",
      objectId: call.id,
      from: what === "opened" ? null : "open",
      to: call.closedAt ? "closed" : "open",
      objectVersion: call.version,
      rules: null,
      details: { ...details, opensOn, closesOn, budgetCents, closedBecause },
      at: now,
    });
    await this.tellOfCall(tx, call, what, now);
  }
}
