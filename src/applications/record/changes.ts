import { v7 as newId } from "uuid";
import {
  CommandDenied,
  type CommandInput,
  CommandRefused,
  type Commands,
  forbidden,
  needKey,
  notFound,
} from "../../graph/commands.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import type { Transaction } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import { ApplicationEventSchema, type ApplicationRow, ApplicationSchema } from "../entities.js";
import { decideMove } from "../lifecycle/decide-move.js";
import { entryOf, type Move, type Mover } from "../lifecycle/moves.js";
import type { State } from "../lifecycle/states.js";
import type { ActingScope, Businesses, Tell } from "../ports.js";
import type { EventKind, ReasonCode } from "../vocabulary.js";
import { conditionNotMet } from "./refuse.js";
import type { Sealed } from "./sealed.js";

/** What every command on an application carries. */
export interface ChangeInput extends CommandInput {
  readonly applicationId: string;
  readonly version: number;
}

export interface Why {
  readonly reason?: string | null | undefined;
  readonly reasonCodes?: readonly ReasonCode[] | null | undefined;
}

/** An application under a lock, and who changes it. */
export interface Change {
  readonly tx: Transaction;
  readonly context: GraphContext;
  readonly application: ApplicationRow;
}

export interface ChangeNeeds {
  readonly commands: Commands;
  readonly sealed: Sealed;
  readonly businesses: Pick<Businesses, "standing">;
  readonly guarded: boolean;
  readonly tell: Tell;
}

/** What others need to know of the event that they are told of. */
export type EventDetails = Readonly<Record<string, string | number | null>>;

/**
 * The one way an application changes: locked first, its version compared, the move allowed by the table; then the new state, the
 * event of its timeline, the entry of the ledger and what others are told, all in one transaction.
 */
export class Changes {
  constructor(private readonly needs: ChangeNeeds) {}

  /** Changes an application without moving it. `work` gives what happened. */
  async change(
    context: GraphContext,
    operation: string,
    input: ChangeInput,
    work: (change: Change) => Promise<{ what: EventKind; details?: EventDetails } & Why>,
  ) {
    return this.#run(context, operation, input, "apply", async (change) => {
      const { what, details, ...why } = await work(change);
      await this.record(change, what, change.application.state, why, details);
    });
  }

  /** Moves an application. `effect` does what goes with the move; it may refuse. */
  async move(
    context: GraphContext,
    operation: string,
    input: ChangeInput & Why,
    move: Move,
    effect: (change: Change) => Promise<EventDetails> = async () => ({}),
  ) {
    return this.#run(context, operation, input, "apply", async (change) => {
      const to = this.needMove(change, move);
      await this.record(change, move, to, input, await effect(change));
    });
  }

  /** One side signs. `sign` says whether the other has signed too: then the agreement stands. */
  async sign(context: GraphContext, input: ChangeInput, sign: (change: Change) => Promise<boolean>) {
    return this.#run(context, "signAgreement", input, "sign", async (change) => {
      const to = this.needMove(change, "sign_agreement");
      if (await sign(change)) await this.record(change, "sign_agreement", to);
      else await this.record(change, "sign", change.application.state);
    });
  }

  /** The state that a move leads to, or a refusal that says what is allowed in its place. */
  needMove({ application, context }: Pick<Change, "application" | "context">, move: Move): State {
    const role: Mover = context.caller.role;
    const decision = decideMove({ state: application.state, move, role });
    if (decision.ok) return decision.to;
    if (!this.needs.guarded && decision.why === "role") return entryOf(move).to;
    const facts = { applicationId: application.id, allowed: decision.allowed };
    const refused = ["MoveNotAllowed", NOT_ALLOWED[decision.why], facts] as const;
    throw decision.why === "role" ? new CommandDenied("role", ...refused) : new CommandRefused(...refused);
  }

  /**
   * Writes down that something happened, and brings the application into the state it leads to. What an award that ends so did
   * not pay goes back to the call: the store sees to that by itself (`release_award`).
   */
  async record(change: Change, what: EventKind, to: State, why: Why = {}, details: EventDetails = {}): Promise<void> {
    const { tx, application, context } = change;
    const { caller, now } = context;
    const from = application.state;
    application.version += 1;
    application.updatedAt = now;
    if (from !== to) {
      application.state = to;
      application.stateSince = now;
      application.stage = null;
    }
    // The application first: the policies of its parts look it up.
    await tx.em.flush();
    const id = newId();
    const event = tx.em.create(ApplicationEventSchema, {
      id,
      applicationId: application.id,
      version: application.version,
      what,
      fromState: from,
      toState: to,
      role: caller.role,
      actor: caller.subject,
      reason: why.reason ? this.needs.sealed.reason(id, why.reason) : null,
      reasonCodes: [...(why.reasonCodes ?? [])],
      details,
      at: now,
    });
    await tx.em.flush();
    await tx.query("update application set changed_in = default where id = $1", [application.id]);
    if (isDecision(what)) {
      await addEntry(tx, {
        actor: caller.subject,
        role: caller.role,
        agency: caller.agency,
        action: what,
        objectType: "Application",
        objectId: application.id,
        from,
        to,
        objectVersion: application.version,
        rules: application.rulesDigest,
        details: { folio: application.folio, reason: why.reason ?? null, reasonCodes: why.reasonCodes ?? [], details },
        at: now,
      });
    }
    await this.needs.tell(tx, application, event);
  }

  /** An application under a lock, as it is now; the same refusal for one that is not there and one that is somebody else's. */
  async lock(tx: Transaction, key: string): Promise<ApplicationRow> {
    const locked = await tx.query("select from application where id = $1 for update", [key]);
    const application = await tx.em.findOne(ApplicationSchema, { id: key, suppressedAt: null });
    if (application === null) throw notFound("input.applicationId");
    if (locked.length === 0) throw forbidden(NOT_ALLOWED.role);
    return application;
  }

  /** An application that the caller may act on in this, as it is now and not locked. */
  async need(tx: Transaction, context: GraphContext, key: string, scope: ActingScope): Promise<ApplicationRow> {
    const application = await tx.em.findOne(ApplicationSchema, { id: key, suppressedAt: null });
    if (application === null) throw notFound("input.applicationId");
    if (this.needs.guarded) await this.#needStanding({ tx, context, application }, scope);
    return application;
  }

  /** The gateway's own check, above row-level security: firms by standing, an agency's people by what was handed in to it. */
  async #needStanding({ tx, context, application }: Change, scope: ActingScope): Promise<void> {
    const { role, agency } = context.caller;
    if (role !== "business") {
      if (!application.folio || application.agency !== agency) throw notFound("input.applicationId");
      return;
    }
    const standing = await this.needs.businesses.standing(tx, context, application.businessId);
    if (standing === "none") throw notFound("input.applicationId");
    if (standing !== "all" && !standing.has(scope)) throw forbidden(NOT_ALLOWED.mandate);
  }

  #run(
    context: GraphContext,
    operation: string,
    input: ChangeInput,
    scope: ActingScope,
    work: (change: Change) => Promise<void>,
  ) {
    return this.needs.commands.run(context, operation, input, async (tx) => {
      const application = await this.lock(tx, applicationKey(input.applicationId));
      const change = { tx, context, application };
      if (this.needs.guarded) await this.#needStanding(change, scope);
      if (application.version !== input.version) {
        throw new CommandRefused("ApplicationVersionStale", STALE, { applicationId: application.id });
      }
      await needNoPartInIt(change);
      await work(change);
      return { applicationId: application.id };
    });
  }
}

/** Refuses for an agency whoever acted for the firm on the same application: one person with two roles is one person. */
async function needNoPartInIt({ tx, context: { caller }, application }: Change): Promise<void> {
  if (caller.role === "business") return;
  const part = { applicationId: application.id, role: "business", actor: caller.subject };
  if ((await tx.em.findOne(ApplicationEventSchema, part)) !== null) throw conditionNotMet(application.id, "four_eyes");
}

export function applicationKey(id: string, field = "input.applicationId"): string {
  return needKey("Application", id, field);
}

export function today({ now }: GraphContext): string {
  return todayIn(now);
}

function isDecision(what: EventKind): boolean {
  const move = entryOf(what as Move) as ReturnType<typeof entryOf> | undefined;
  return what === "submit" || move?.decision === true;
}

const STALE = {
  es: "La solicitud cambió desde que usted la leyó; vea cómo está ahora y vuelva a intentarlo",
  en: "The application changed since you read it; see how it is now and try again",
};
const NOT_ALLOWED = {
  state: {
    es: "En el estado en que está, eso no se puede hacer",
    en: "In the state it is in, that cannot be done",
  },
  role: { es: "Eso no le toca a usted", en: "That is not yours to do" },
  mandate: { es: "Su mandato no alcanza para esto", en: "Your mandate does not reach this far" },
};
