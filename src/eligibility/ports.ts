import type { ClassType } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import type { Scope } from "../graph/reading.js";
import type { Transaction } from "../platform/database.js";
import type { AmountRule } from "./amounts/amount-rule.js";
import type { Bilingual } from "./facts/fact.js";
import type { ToldFact } from "./profile/kept-facts.js";
import type { Condition, Verdict } from "./rules/verdict.js";

/** What eligibility needs from others; the composition root fills it in. */

/** The official tables that facts take their codes from. */
export type CodeTable = "state" | "municipality" | "industry";

/** The official code lists. */
export interface OfficialCodes {
  /** Whether an ISO 3166-2 code is a Mexican state. */
  isState(code: string): boolean;
  /** The state of a municipality by INEGI key; undefined when there is no such municipality. */
  stateOf(municipality: string): string | undefined;
  /** Whether a SCIAN code exists, in 2018 or 2023. */
  isIndustry(code: string): boolean;
  /** Group of the 2009 size stratification; undefined for government or an unknown code. */
  groupOf(industry: string): "industry" | "commerce" | "services" | undefined;
  /** The SCIAN classes (six digits) that a code of two to six digits takes in; none when there is no such code. */
  classesOf(industry: string): readonly string[];
  /** The name that goes with a code, as the table prints it. */
  nameOf(table: CodeTable, code: string): string | undefined;
}

/** Where a document says something. */
export interface SourcePlace {
  /** Title of the document. */
  readonly document: string;
  /** Section, table, figure or paragraph, as printed. */
  readonly place: string;
  readonly line: number | null;
}

/** A condition of a program with what a person reads. */
export interface StatedCondition extends Condition {
  readonly text: Bilingual;
  readonly note: Bilingual | null;
  readonly citations: readonly SourcePlace[];
}

/** How much support comes to, as a rule. */
export interface Calculation {
  readonly id: string;
  /** What it is the amount of. */
  readonly concerns: Bilingual;
  /** ISO 4217; null when it is the currency of the facts that are asked for. */
  readonly currency: string | null;
  readonly rule: AmountRule;
  readonly note: Bilingual | null;
  readonly citations: readonly SourcePlace[];
}

/** One published version of a program, as far as eligibility reads it. */
export interface ProgramRules {
  /** Global id of the program. */
  readonly id: string;
  readonly versionId: string;
  readonly versionNumber: number;
  /** Digest of the whole published document. */
  readonly digest: string;
  readonly slug: string;
  readonly name: Bilingual;
  readonly conditions: readonly StatedCondition[];
  readonly calculations: readonly Calculation[];
  readonly supportKinds: readonly string[];
  readonly place: {
    readonly level: string;
    readonly state: string | null;
    readonly municipality: string | null;
  };
  /** Whether, on the day asked about, it has come to an end. */
  readonly over: { readonly since: string | null; readonly text: Bilingual | null } | null;
}

/** All programs in force on a day. The same object as long as nothing changed. */
export interface RuleBook {
  readonly revision: string;
  readonly asOf: string;
  readonly programs: readonly ProgramRules[];
}

/** The catalog, seen from here. */
export interface Catalog {
  /** The filter that readers of the catalog know; its own input type. */
  readonly filterType: ClassType<object>;
  /** The rules in force on a day. */
  rules(asOf: string): Promise<RuleBook>;
  /** The rules of any versions ever published, as of a day; undefined where there is none. */
  versions(versionIds: readonly string[], asOf: string): Promise<readonly (ProgramRules | undefined)[]>;
  /** Ids of the versions that a filter lets through on a day; refuses what the filter may not hold. */
  matching(filter: object, scope: Scope, context: GraphContext): Promise<ReadonlySet<string>>;
  /** What the graph resolves a Program from; without waiting where all of them are at hand. */
  present(versionIds: readonly string[], scope: Scope): readonly object[] | Promise<readonly object[]>;
}

/** The official lists as a whole, for checking what is written in rules; the composition root fills it in. */
export interface CodeLists {
  /** Every code of a list: ISO 3166-2 states, INEGI municipalities, SCIAN industries of 2018 and 2023 at any level. */
  codes(table: "state" | "municipality" | "industry"): readonly string[];
  /** The state of a municipality by INEGI key; undefined when there is no such municipality. */
  stateOf(municipality: string): string | undefined;
}

/** A firm as others keep it. */
export interface KeptFirm {
  readonly facts: readonly ToldFact[];
  readonly rfc: string | null;
  readonly curp: string | null;
}

/** Which of the firms that consented are wanted, and what of each: what is not asked for is not opened. */
export interface WantedFirms {
  readonly purpose: "impact_previews" | "answer_changes";
  /** Only those whose consent is from no later; null for all. */
  readonly givenBy: Date | null;
  /** The key after which to go on; null for the first batch. */
  readonly after: string | null;
  readonly most: number;
  readonly facts: readonly string[];
  /** Whether RFC and CURP are wanted. */
  readonly identifiers: boolean;
}

/** A batch of the firms that consent to a purpose now, in the order of their keys; fewer than `most` are the last. */
export type ReadKeptFirms = (
  store: Pick<Transaction, "query">,
  wanted: WantedFirms,
) => Promise<readonly (KeptFirm & { readonly key: string })[]>;

/** That an edition of a program gives a firm another answer than the one before it. */
export interface AnswerChange {
  readonly businessKey: string;
  readonly programKey: string;
  readonly from: Verdict;
  readonly to: Verdict;
  /** First day of the edition. */
  readonly inForceFrom: string;
  readonly at: Date;
}

/** Has firms told of it, if the transaction is kept. */
export type TellOfAnswers = (tx: Transaction, changes: readonly AnswerChange[]) => Promise<void>;
