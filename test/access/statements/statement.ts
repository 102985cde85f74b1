import { EVERYBODY, type Person } from "../people.js";

/** A statement on one table, and who may have it done, whatever the gateway thinks of it. */
export interface Statement {
  readonly table: string;
  readonly says: string;
  readonly may: readonly Person[];
  /** One or several; the last must reach a row. Words with a dollar stand for values of the case and of who asks. */
  readonly sql: readonly string[];
  /** The application that it is tried on. */
  readonly on: "handed in" | "draft" | "awarded";
}

export const say = (
  table: string,
  says: string,
  may: readonly Person[],
  sql: string | readonly string[],
  on: Statement["on"] = "handed in",
): Statement => ({ table, says, may, sql: [sql].flat(), on });

export { EVERYBODY };
export const NOBODY: readonly Person[] = [];
export const FIRM: readonly Person[] = [
  "owner",
  "mandate to read",
  "mandate to profile",
  "mandate to apply",
  "mandate to sign",
];
export const PROFILE: readonly Person[] = ["owner", "mandate to profile"];
export const APPLY: readonly Person[] = ["owner", "mandate to apply"];
export const OFFICE: readonly Person[] = ["editor", "reviewer", "approver"];
export const WINDOW: readonly Person[] = [...OFFICE, "service"];
export const READERS: readonly Person[] = [...FIRM, ...WINDOW, "auditor"];
