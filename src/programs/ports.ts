import type { ClassType } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import type { Caller } from "../graph/identity/caller.js";

import type { Transaction } from "../platform/database.js";
import type { FindingCode, PublishingFindingCode } from "./checks/codes.js";
import type { AmountRule } from "./document/amount-rule.js";
import type { ProgramDocument } from "./document/program-document.js";
import type { Rule } from "./document/rule.js";

/** What the catalog needs from others; the composition root fills it in. */

/** Names of the places programs belong to. */
export interface Places {
  /** Name of a state by ISO 3166-2 code, or undefined. */
  state(code: string): string | undefined;
  /** All state codes. */
  states(): readonly string[];
  /** Name of a municipality by INEGI key, or undefined. */
  municipality(code: string): string | undefined;
  /** The state a municipality is in, or undefined. */
  stateOf(municipality: string): string | undefined;
}

/** Something wrong with a rule or an amount, of which kind and where in it, in both languages. */
export interface RuleFlaw {
  readonly code: FindingCode;
  readonly path: readonly (string | number)[];
  readonly es: string;
  readonly en: string;
}

/** The facts that rules may speak of; owned by whoever judges the rules. */
export interface FactVocabulary {
  /** What is wrong with a rule: facts, kinds, values, parts that add nothing, and whether it tells firms apart at all. */
  checkRule(rule: Rule): readonly RuleFlaw[];
  /** Pairs of sound rules, by position, that no firm can meet both. */
  contradictions(rules: readonly Rule[]): readonly (readonly [number, number])[];
  /** Pairs of sound rules, by position, of which the first asks for all that the second asks for. */
  implications(rules: readonly Rule[]): readonly (readonly [number, number])[];
  /** What is wrong with an amount: facts, figures, currency, parts that never count. */
  checkAmount(rule: AmountRule, currency: string | undefined): readonly RuleFlaw[];
  /** What a number of a fact counts, e.g. "USD" or "percent"; undefined for facts that are no numbers. */
  unitOf(fact: string): string | undefined;
}

/** What a firm's case comes to by the rules. */
export type Verdict = "ELIGIBLE" | "UNDETERMINED" | "INELIGIBLE";

/** A condition as far as it is judged. */
export type JudgedCondition = Pick<ProgramDocument["requirements"][number], "id" | "role" | "basis" | "rule">;

/**
 * Judges a firm by rules that are not published yet, as of a day. The profile is value by fact, as the eligibility API takes it; one
 * that cannot be read is told with the fact at fault and never its value.
 */
export type Judge = (
  conditions: readonly JudgedCondition[],
  profile: Readonly<Record<string, unknown>>,
  asOf: string,
) =>
  | { readonly verdict: Verdict }
  | { readonly unread: { readonly fact: string; readonly es: string; readonly en: string } };

/** A number of firms; null where it is below ten, or held back for another's sake. */
export type FirmCount = number | null;

export interface ImpactFigures {
  readonly firms: FirmCount;
  readonly before: Readonly<Record<Verdict, FirmCount>>;
  readonly after: Readonly<Record<Verdict, FirmCount>>;
  readonly gains: FirmCount;
  readonly losses: FirmCount;
  readonly becomeUndetermined: FirmCount;
}

/** What a change of rules does to a population of firms. */
export interface Impact {
  readonly population: string;
  readonly all: ImpactFigures;
  readonly by: Readonly<Record<"state" | "sector" | "size", readonly (ImpactFigures & { readonly value: string })[]>>;
  readonly undetermined: { readonly before: number | null; readonly after: number | null };
  readonly notInPopulation: readonly string[];
  readonly gainer: Readonly<Record<string, unknown>> | null;
  readonly loser: Readonly<Record<string, unknown>> | null;
}

/** Compares the rules of a program before and after a change, null for no program; null where no population is loaded. */
export type PreviewImpact = (
  before: readonly JudgedCondition[] | null,
  after: readonly JudgedCondition[] | null,
) => Promise<Impact | null>;

/**
 * The same for the firms that this window keeps and that consented to it; null while they are too few to be told of. Refuses a caller who
 * tries more changes than work asks for.
 */
export type PreviewImpactOnFirms = (
  caller: Caller,
  before: readonly JudgedCondition[] | null,
  after: readonly JudgedCondition[] | null,
) => Promise<ImpactFigures | null>;

/** An edition that was published. */
export interface PublishedEdition {
  readonly programKey: string;
  readonly versionId: string;
  /** The edition that it follows; null for a program's first. */
  readonly previousVersionId: string | null;
  readonly slug: string;
  readonly edition: number;
  readonly inForceFrom: string;
  readonly at: Date;
}

/** Has others told of editions that are published together, if the transaction of their publication is kept. */
export type TellOfEditions = (tx: Transaction, editions: readonly PublishedEdition[]) => Promise<void>;

/** A call as it stands. */
export interface StandingCall {
  readonly key: string;
  readonly programKey: string;
  /** Slug of the agency whose call it is. */
  readonly agency: string;
  readonly version: number;
  /** What of it a revision may alter, in the words of the input. */
  readonly terms: CallWords;
}

/** What is said of a call, in the words of the input. */
export type CallWords = Readonly<Record<string, unknown>>;

/** What a revision makes of a call. */
export interface CallProposal {
  /** The call that is altered, at the version that was read; null for one that is opened. */
  readonly altered: { readonly key: string; readonly version: number } | null;
  readonly content: CallWords;
}

/** Something wrong or doubtful in what is to become of a call, and where in the input. */
export interface CallFlaw {
  readonly code: PublishingFindingCode;
  readonly path: readonly (string | number)[];
  readonly es: string;
  readonly en: string;
  /** What may stand there. */
  readonly allowed?: object;
}

/** The calls of programs; owned by whoever takes applications under them. */
export interface Calls {
  /** What a call is opened with, and what changes of one. */
  readonly inputTypes: { readonly open: ClassType<object>; readonly alter: ClassType<object> };
  /** Takes such an input apart; refuses with BAD_USER_INPUT, by field, what can never be. */
  read(given: { readonly open?: object | null; readonly alter?: object | null }): CallProposal;
  /** Calls by key, those that are there; locked first until the transaction ends, where that is wanted. */
  standing(
    store: Pick<Transaction, "query">,
    keys: readonly string[],
    lock?: "lock",
  ): Promise<ReadonlyMap<string, StandingCall>>;
  /** What is wrong with what is to be published on a day, beside the call as it stands. */
  check(proposal: CallProposal, standing: StandingCall | undefined, day: string): readonly CallFlaw[];
  /** Opens or alters a call that is locked and sound, and tells of it; gives its key. */
  publish(
    tx: Transaction,
    proposal: CallProposal,
    by: { readonly programKey: string; readonly agency: string; readonly revisionKey: string; readonly at: Date },
  ): Promise<string>;
  /** What takes back that a call was opened, or altered from `base`: null where nothing is left to take back; or why it cannot be. */
  undo(
    done: { readonly content: CallWords; readonly base: CallWords | null },
    standing: StandingCall,
  ): CallProposal | "in use" | "stays closed" | null;
  /** What was proposed as the API spells it. */
  shown(content: CallWords): object;
  /** What the graph resolves calls from, by key. */
  present(context: GraphContext, keys: readonly string[]): Promise<readonly (object | null)[]>;
}
