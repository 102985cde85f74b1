import type { BilingualText } from "../graph/errors.js";
import type { Transaction } from "../platform/database.js";

/** What notices need from others; the composition root fills it in. */

export interface Applications {
  /** Everything that a timeline can tell, in lower case: `submit`, `request_information`. */
  readonly happenings: readonly string[];
  /** Key of the firm whose application it is; undefined when there is none. */
  firmOf(tx: Transaction, applicationKey: string): Promise<string | undefined>;
  /** Whether an application of a firm to a program ended without support: rejected, not eligible, or out of time. */
  onceRefused(tx: Transaction, businessKey: string, programKey: string): Promise<boolean>;
}

/** Where a firm wants its notices, and what it is called. */
export interface Mailbox {
  readonly name: string;
  readonly email: string;
}

export interface Firms {
  /** Undefined for a firm that gave no address, or no consent to notices, or took either back. */
  mailbox(tx: Transaction, businessKey: string): Promise<Mailbox | undefined>;
  /** Whether a firm asks to be told when a program's answer changes for it. */
  asksForAnswers(tx: Transaction, businessKey: string): Promise<boolean>;
}

export interface Programs {
  /** What a program was called on a day; undefined when it was not in the catalog then. */
  nameOf(programKey: string, day: string): Promise<BilingualText | undefined>;
}
