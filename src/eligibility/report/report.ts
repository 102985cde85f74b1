import { compileRules, type RuleIndex, type Verdicts } from "../index/compile.js";
import type { ProgramRules, RuleBook } from "../ports.js";
import type { Understood } from "../profile/understand.js";
import type { Profile } from "../rules/knowledge.js";
import { VERDICTS, type Verdict } from "../rules/verdict.js";
import { type Explanation, explain, type PreparedCondition, prepareConditions } from "./explain.js";
import { explorerOf } from "./explorer.js";
import { type ExchangeRate, type Offer, offersOf } from "./offers.js";
import { type Opening, openings } from "./openings.js";
import { type Question, rankQuestions } from "./questions.js";
import { compareFit, type Fit, fitOf } from "./rank.js";

/** The rules of a day made ready to judge by. */
export interface CompiledBook {
  readonly book: RuleBook;
  readonly index: RuleIndex;
  readonly prepared: readonly (readonly PreparedCondition[])[];
}

export function compileBook(book: RuleBook): CompiledBook {
  return {
    book,
    index: compileRules(book.programs),
    prepared: book.programs.map(({ conditions }) => prepareConditions(conditions)),
  };
}

/** One program judged for one firm. */
export interface Result {
  readonly program: ProgramRules;
  readonly explanation: Explanation;
  readonly offers: readonly Offer[];
  readonly fit: Fit;
}

/** Everything there is to say to one firm about the programs of a day; each part is worked out when it is asked for. */
export class Report {
  readonly #verdicts: Verdicts;
  readonly #results = new Map<number, Result>();

  constructor(
    private readonly compiled: CompiledBook,
    readonly stated: Profile,
    readonly understood: Understood,
    /** Places in the book of the programs that are asked about. */
    private readonly chosen: readonly number[],
    private readonly rate: ExchangeRate | null,
  ) {
    const { eligible, ineligible } = compiled.index.judge(understood.profile);
    this.#verdicts = { eligible: eligible.slice(), ineligible: ineligible.slice() };
  }

  verdictOf(program: number): Verdict {
    return this.compiled.index.verdict(this.#verdicts, program);
  }

  /** How many programs there are of each verdict, and how many of them still take applicants. */
  counts(): readonly { readonly verdict: Verdict; readonly count: number; readonly open: number }[] {
    const byVerdict = Map.groupBy(this.chosen, (program) => this.verdictOf(program));
    return VERDICTS.map((verdict) => {
      const programs = byVerdict.get(verdict) ?? [];
      const open = programs.filter((program) => this.compiled.book.programs[program]?.over === null).length;
      return { verdict, count: programs.length, open };
    });
  }

  /** The programs of these verdicts, the best fit first. */
  ranked(verdicts: readonly Verdict[] = VERDICTS): readonly Result[] {
    return this.chosen
      .filter((program) => verdicts.includes(this.verdictOf(program)))
      .map((program) => this.result(program))
      .sort((a, b) => compareFit({ fit: a.fit, slug: a.program.slug }, { fit: b.fit, slug: b.program.slug }));
  }

  result(place: number): Result {
    const known = this.#results.get(place);
    if (known !== undefined) return known;
    const { book, prepared } = this.compiled;
    const program = book.programs[place] as ProgramRules;
    const { profile } = this.understood;
    const explanation = explain(prepared[place] as readonly PreparedCondition[], profile);
    const offers = offersOf(program.calculations, profile, this.rate);
    const result = { program, explanation, offers, fit: fitOf(program, explanation, profile, mostMoney(offers)) };
    this.#results.set(place, result);
    return result;
  }

  /** What to ask next, the most telling first. */
  questions(): readonly Question[] {
    const { profile } = this.understood;
    return rankQuestions(explorerOf(this.compiled.index, profile), this.stated, profile, this.#within(this.#verdicts));
  }

  /** What the firm could change to open programs that refuse it now. */
  openings(): readonly (Omit<Opening, "opens" | "allows"> & {
    readonly opens: readonly ProgramRules[];
    readonly allows: readonly ProgramRules[];
  })[] {
    const { profile } = this.understood;
    const chosen = new Set(this.chosen);
    const programs = (places: readonly number[]) =>
      places.filter((place) => chosen.has(place)).map((place) => this.compiled.book.programs[place] as ProgramRules);
    return openings(explorerOf(this.compiled.index, profile), profile, this.#verdicts)
      .map((opening) => ({ ...opening, opens: programs(opening.opens), allows: programs(opening.allows) }))
      .filter(({ opens, allows }) => opens.length + allows.length > 0);
  }

  /** The verdicts, with programs that are not asked about counted as settled. */
  #within({ eligible, ineligible }: Verdicts): Verdicts {
    if (this.chosen.length === this.compiled.book.programs.length) return { eligible, ineligible };
    const settled = eligible.slice().fill(0xffffffff);
    for (const program of this.chosen) {
      const word = program >>> 5;
      settled[word] = (settled[word] as number) & ~(1 << (program & 31));
    }
    return { eligible: eligible.map((bits, word) => bits | (settled[word] as number)), ineligible };
  }
}

function mostMoney(offers: readonly Offer[]): number | null {
  const amounts = offers.flatMap(({ comparable }) => (comparable === null ? [] : [Number(comparable)]));
  return amounts.length === 0 ? null : Math.max(...amounts);
}
