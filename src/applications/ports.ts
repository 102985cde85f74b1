import type { GraphContext } from "../graph/context.js";
import type { BilingualText } from "../graph/errors.js";
import type { Scope } from "../graph/reading.js";
import type { Transaction } from "../platform/database.js";
import type { ApplicationEventRow, ApplicationRow, CallRow } from "./entities.js";

/** What applications need from others; the composition root fills it in. */

/** A program as far as applying to it goes. */
export interface AppliedProgram {
  /** UUID of the program, and of its version in force on the day. */
  readonly key: string;
  readonly versionId: string;
  /** Digest of the version's whole document: the rules that are pinned. */
  readonly digest: string;
  readonly slug: string;
  readonly name: BilingualText;
  /** Slugs of the agencies that run it, by what the catalog says of them. */
  readonly runBy: readonly string[];
  /** Whether it has come to an end on that day. */
  readonly over: boolean;
  /** Keys of the programs that came after it. */
  readonly successors: readonly string[];
  /** Keys of programs of the same kind, nearest first. */
  readonly similar: readonly string[];
}

export interface Programs {
  /** The program as it is in force on a day; undefined when the catalog has none. */
  find(programKey: string, asOf: string): Promise<AppliedProgram | undefined>;
  /** What the graph resolves a Program from, by key; null for those that have no version on the day. */
  present(programKeys: readonly string[], scope: Scope, context: GraphContext): Promise<readonly (object | null)[]>;
  /** What the graph resolves a Program from, as one version had it. */
  presentVersions(versionIds: readonly string[], scope: Scope): Promise<readonly object[]>;
}

/** One fact of a profile as it is kept. */
export interface KeptFact {
  readonly fact: string;
  readonly form: string;
  readonly values: readonly string[];
}

/** What a firm told of itself. */
export interface ToldProfile {
  readonly name: string;
  readonly rfc: string | null;
  readonly curp: string | null;
  readonly facts: readonly KeptFact[];
}

/** What a mandate may let somebody do with applications. */
export type ActingScope = "apply" | "sign";

export interface Businesses {
  /** What the caller may do for a firm: everything, some things by mandate, or nothing. */
  standing(tx: Transaction, context: GraphContext, businessKey: string): Promise<"all" | "none" | ReadonlySet<string>>;
  /** What each of some firms told; null for those that the caller does not see. */
  told(
    tx: Transaction,
    context: GraphContext,
    businessKeys: readonly string[],
  ): Promise<readonly (ToldProfile | null)[]>;
  /** What the graph resolves a Business from, by key; null for those that the caller does not see. */
  present(context: GraphContext, businessKeys: readonly string[]): Promise<readonly (object | null)[]>;
}

/** What the rules of a program say of a firm. */
export interface Check {
  readonly verdict: "ELIGIBLE" | "INELIGIBLE" | "UNDETERMINED";
  /** With it, `replayVerdict` comes to the same again. */
  readonly receipt: string;
  readonly missing: readonly {
    readonly fact: string;
    readonly label: BilingualText;
    readonly question: BilingualText;
  }[];
  readonly failed: readonly { readonly id: string; readonly text: BilingualText }[];
}

/** The rules of a program's version, ready to judge firms without another look at the store. */
export type Judge = (context: GraphContext, told: ToldProfile) => Check;

export interface Eligibility {
  /** The rules of each of some versions as they are on a day. */
  rulesOf(versionIds: readonly string[], asOf: string): Promise<readonly Judge[]>;
}

/** A document as far as an application rests on it. */
export interface KnownDocument {
  readonly key: string;
  readonly businessKey: string;
  readonly stored: boolean;
  readonly expired: boolean;
}

/** The documents that firms keep. */
export interface Documents {
  /** Whose these are, whether their bytes are there, and whether they have expired; those that are not there are left out. */
  known(tx: Transaction, context: GraphContext, documentKeys: readonly string[]): Promise<readonly KnownDocument[]>;
  /** What the graph resolves a Document from, by key; null for those that the caller does not see. */
  present(context: GraphContext, documentKeys: readonly string[]): Promise<readonly (PresentedDocument | null)[]>;
}

export interface PresentedDocument {
  /** When its bytes came; null while they have not. */
  readonly storedAt: string | null;
  readonly expired: boolean;
}

/** Something that happened to an application, as others are told of it. */
export type Happening = Pick<ApplicationEventRow, "what" | "fromState" | "toState" | "version" | "details" | "at">;

/** Tells others of it, in the same transaction. */
export type Tell = (tx: Transaction, application: ApplicationRow, happening: Happening) => Promise<void>;

/** What happens to a call; that its last day has passed, its days say. */
export type CallHappening = "opened" | "altered" | "closed";

/** Tells others of it, in the same transaction. */
export type TellOfCall = (tx: Transaction, call: CallRow, what: CallHappening, at: Date) => Promise<void>;
