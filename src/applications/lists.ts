import type { OwnedLists } from "../graph/owned-lists.js";
import { ApplicationEventSchema, CallSchema, MessageSchema } from "./entities.js";

/** What grows without end: read in pages, whoever it belongs to. */
export function createLists(ownedList: OwnedLists) {
  return {
    timeline: ownedList(
      { table: "application_event", owner: "application_id", order: "to_char(version, 'FM0000000000')" },
      (tx, ids) => tx.em.find(ApplicationEventSchema, { id: ids }),
    ),
    messages: ownedList(
      {
        table: "application_message",
        owner: "application_id",
        order: "''::text",
        // Above row-level security: what an agency notes for itself is no firm's to read.
        where: "(not internal or caller('role') <> 'business')",
      },
      (tx, ids) => tx.em.find(MessageSchema, { id: ids }),
    ),
    callsOfProgram: ownedList(
      { table: "call", owner: "program_id", order: "opens_on::text", latestFirst: true },
      (tx, ids) => tx.em.find(CallSchema, { id: ids }),
    ),
    accesses: ownedList(
      { table: "access_log", owner: "business_id", order: "''::text", latestFirst: true },
      (tx, ids) =>
        tx.query<AccessRow>("select id, application_id, role, agency, at from access_log where id = any($1::uuid[])", [
          ids,
        ]),
    ),
  };
}
export type Lists = ReturnType<typeof createLists>;

/** One look at what a firm told. */
export interface AccessRow {
  readonly id: string;
  readonly application_id: string;
  readonly role: string;
  readonly agency: string | null;
  readonly at: string;
}
