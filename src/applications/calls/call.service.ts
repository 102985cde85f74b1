import { CommandRefused, type Commands, forbidden, needKey, notFound } from "../../graph/commands.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import { within } from "../../graph/errors.js";
import { claimsOf } from "../../graph/identity/caller.js";
import type { Database, Transaction } from "../../platform/database.js";
import { type ApplicationRow, type CallRow, CallSchema } from "../entities.js";
import type { Programs } from "../ports.js";
import type { CloseCallInput, OpenCallInput } from "./call.inputs.js";
import type { CallRecord } from "./call-record.js";
import { readCall } from "./read-call.js";

export interface CallNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly programs: Programs;
  readonly guarded: boolean;
  readonly record: CallRecord;
}

/** Calls: when a program takes applications, how much there is, what is scored and what is asked for. */
export class CallService {
  constructor(private readonly needs: CallNeeds) {}

  async open(context: GraphContext, input: OpenCallInput) {
    const { caller, now } = context;
    const program = await this.needs.programs.find(programKey(input.programId, "input.programId"), todayIn(now));
    return this.needs.commands.run(context, "openCall", input, async (tx) => {
      if (program === undefined) throw notFound("input.programId");
      if (this.needs.guarded && !program.runBy.includes(caller.agency ?? "")) {
        throw forbidden({
          es: "Su dependencia no administra ese programa",
          en: "Your agency does not run that program",
        });
      }
      const says = within("input", () => readCall(input));
      const owner = { programId: program.key, agency: caller.agency ?? "" };
      const call = await this.needs.record.open({ tx, by: caller, now }, { ...says, ...owner });
      return { callId: call.id };
    });
  }

  close(context: GraphContext, input: CloseCallInput) {
    return this.needs.commands.run(context, "closeCall", input, async (tx) => {
      const key = callKey(input.callId, "input.callId");
      await tx.query("select from call where id = $1 for update", [key]);
      const call = await tx.em.findOne(CallSchema, { id: key });
      if (call === null) throw notFound("input.callId");
      if (this.needs.guarded && call.agency !== context.caller.agency) {
        throw forbidden({ es: "La convocatoria es de otra dependencia", en: "The call is another agency's" });
      }
      if (call.version !== input.version) throw new CommandRefused("CallVersionStale", STALE, { callId: call.id });
      await this.needs.record.close({ tx, by: context.caller, now: context.now }, call, "agency");
      return { callId: call.id };
    });
  }

  /**
   * Has a call take an application that is about to be handed in; false where it closed meanwhile. Only calls that close by demand are
   * locked for it: what is asked of them is added up with nobody else handing in, and the application that reaches the sum closes the call.
   */
  async take(tx: Transaction, { caller, now }: GraphContext, application: ApplicationRow, call: CallRow) {
    if (!call.closesAtPercent) return true;
    const [answer] = await tx.query<{ call: "open" | "closes" | "closed" }>("select take_request($1, $2) as call", [
      application.id,
      now,
    ]);
    if (answer?.call === "closes") await this.needs.record.closedByDemand({ tx, by: caller, now }, call);
    return answer?.call !== "closed";
  }

  /** What is asked of calls in all, in cents; null below three firms. */
  async requested({ caller }: GraphContext, keys: readonly string[]): Promise<readonly (number | null)[]> {
    const rows = await this.needs.database.as(claimsOf(caller), (tx) =>
      tx.query<{ key: string; cents: string }>(
        "select call_id as key, cents::text from requested_of_calls($1::uuid[])",
        [keys],
      ),
    );
    const byKey = new Map(rows.map(({ key, cents }) => [key, Number(cents)]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  /** Calls by key; null for those that are not there. Calls are public. */
  async byKeys({ caller }: GraphContext, keys: readonly string[]): Promise<readonly (CallRow | null)[]> {
    const rows = await this.needs.database.as(claimsOf(caller), (tx) => tx.em.find(CallSchema, { id: [...keys] }));
    const byKey = new Map(rows.map((row) => [row.id, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  /** All calls of several programs, newest first. */
  async ofPrograms({ caller }: GraphContext, programKeys: readonly string[]): Promise<readonly (readonly CallRow[])[]> {
    const rows = await this.needs.database.as(claimsOf(caller), (tx) =>
      tx.em.find(CallSchema, { programId: [...programKeys] }, { orderBy: { opensOn: "desc", id: "desc" } }),
    );
    const byProgram = Map.groupBy(rows, ({ programId }) => programId);
    return programKeys.map((key) => byProgram.get(key) ?? []);
  }

  /** The call that an application is filed under. */
  ofApplication(tx: Transaction, { callId }: Pick<ApplicationRow, "callId">): Promise<CallRow> {
    return tx.em.findOneOrFail(CallSchema, { id: callId });
  }
}

const STALE = {
  es: "La convocatoria cambió desde que usted la leyó",
  en: "The call changed since you read it",
};

export const CALL_STATES = {
  forecasted: { es: "Anunciada", en: "Forecasted" },
  open: { es: "Abierta", en: "Open" },
  closed: { es: "Cerrada", en: "Closed" },
} as const;

/** Whether a call takes applications on a day. */
export function stateOfCall(
  { opensOn, closesOn, closedAt }: Pick<CallRow, "opensOn" | "closesOn" | "closedAt">,
  today: string,
): keyof typeof CALL_STATES {
  if (closedAt || (closesOn && closesOn < today)) return "closed";
  return opensOn > today ? "forecasted" : "open";
}

export function callKey(id: string, field: string): string {
  return needKey("Call", id, field);
}

export function programKey(id: string, field: string): string {
  return needKey("Program", id, field);
}
