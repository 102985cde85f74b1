import { needKey } from "../../graph/commands.js";
import { screaming } from "../../graph/concept.js";
import type { GraphContext } from "../../graph/context.js";
import { within } from "../../graph/errors.js";
import type { Transaction } from "../../platform/database.js";
import { CallSchema } from "../entities.js";
import type { TellOfCall } from "../ports.js";
import { type Alteration, type CallTerms, columnsOf, readAlteration, termsOf } from "./alteration.js";
import { AlterCallInput, CallInput } from "./call.inputs.js";
import { CallRecord } from "./call-record.js";
import { checkAlteration, checkOpening, type JudgedCall } from "./check-proposal.js";
import { readCall } from "./read-call.js";

/** What is said of a call, in the words of the input. */
type Words = Readonly<Record<string, unknown>>;

/** What is to become of a call, as it is kept until then. */
interface Proposal {
  /** The call that is altered, at the version that was read; null for one that is opened. */
  readonly altered: { readonly key: string; readonly version: number } | null;
  readonly content: Words;
}

/** A call as it stands. */
interface Standing extends JudgedCall {
  readonly key: string;
  readonly programKey: string;
  readonly agency: string;
  readonly version: number;
  readonly terms: CallTerms & Words;
}

/** This window itself, which publishes what two people stand behind. */
const GATEWAY = { subject: "system", role: "system" } as const;

/** Calls for whoever publishes programs: opened and altered by what a second person approved. */
export function createRevisedCalls(needs: {
  readonly tellOfCall: TellOfCall;
  readonly present: (context: GraphContext, keys: readonly string[]) => Promise<readonly (object | null)[]>;
}) {
  const record = new CallRecord(needs.tellOfCall);
  return {
    inputTypes: { open: CallInput, alter: AlterCallInput },

    read({ open, alter }: { readonly open?: object | null; readonly alter?: object | null }): Proposal {
      if (alter) return within("alter", () => readAltering(alter as AlterCallInput));
      const content = plain(open ?? {});
      within("open", () => readCall(content as unknown as CallInput));
      return { altered: null, content };
    },

    async standing(
      store: Pick<Transaction, "query">,
      keys: readonly string[],
      lock?: "lock",
    ): Promise<ReadonlyMap<string, Standing>> {
      if (keys.length === 0) return new Map();
      if (lock) await store.query("select from call where id = any($1::uuid[]) order by id for update", [keys]);
      const rows = await store.query<Omit<Standing, "terms">>(STANDING, [keys]);
      return new Map(
        rows.map((row) => {
          const cents = (text: unknown) => (text === null ? null : Number(text));
          const money = { budgetCents: cents(row.budgetCents), grantedCents: Number(row.grantedCents) };
          const call = { ...row, ...money };
          return [row.key, { ...call, terms: { ...termsOf(call) } }];
        }),
      );
    },

    check({ altered, content }: Proposal, standing: Standing | undefined, day: string) {
      if (altered === null) return checkOpening(readCall(content as unknown as CallInput), day);
      return standing === undefined ? [] : checkAlteration(content as Alteration, standing, day);
    },

    async publish(
      tx: Transaction,
      { altered, content }: Proposal,
      { programKey, agency, revisionKey, at }: ByRevision,
    ): Promise<string> {
      const doing = { tx, by: { ...GATEWAY, agency }, now: at, details: { revision: revisionKey } };
      if (altered === null) {
        const says = readCall(content as unknown as CallInput);
        return (await record.open(doing, { ...says, programId: programKey, agency })).id;
      }
      const call = await tx.em.findOneOrFail(CallSchema, { id: altered.key });
      const { close, onlyIfUnused: _, ...terms } = content as Alteration;
      if (close) await record.close(doing, call, "agency");
      else await record.alter(doing, call, columnsOf(terms));
      return call.id;
    },

    undo(
      { content, base }: { readonly content: Words; readonly base: Words | null },
      { key, version, closed, filed }: Standing,
    ): Proposal | "in use" | "stays closed" | null {
      const altered = { key, version };
      if (base === null) {
        if (closed) return null;
        return filed ? "in use" : { altered, content: { close: true, onlyIfUnused: true } };
      }
      if (closed) return "stays closed";
      return { altered, content: Object.fromEntries(Object.keys(content).map((field) => [field, base[field]])) };
    },

    shown(content: Words): object {
      const { terms } = content as Partial<CallInput>;
      return terms === undefined
        ? content
        : { ...content, terms: terms.map((term) => ({ ...term, clock: screaming(term.clock) })) };
    },

    present: needs.present,
  };
}

interface ByRevision {
  readonly programKey: string;
  readonly agency: string;
  readonly revisionKey: string;
  readonly at: Date;
}

const STANDING = `select c.id as key, c.program_id as "programKey", c.agency, c.version, c.opens_on::text as "opensOn",
    c.closes_on::text as "closesOn", c.closed_at is not null as closed, c.budget_cents as "budgetCents",
    c.closes_at_percent as "closesAtPercent", c.granted_cents as "grantedCents",
    exists (select from application a where a.call_id = c.id and a.folio is not null) as filed
  from call c where c.id = any($1::uuid[])`;

function readAltering(input: AlterCallInput): Proposal {
  const key = needKey("Call", input.callId, "callId");
  return { altered: { key, version: input.version }, content: { ...readAlteration(input) } };
}

/** The input as it was sent: a record, without what was left out. */
function plain(input: object): Words {
  return JSON.parse(JSON.stringify(input)) as Words;
}
