import type { Explorer, RuleIndex } from "../index/compile.js";
import type { ProgramRules, RuleBook } from "../ports.js";
import type { Firm } from "../profile/read-profile.js";
import type { Rule } from "../rules/rule.js";
import { VERDICTS, type Verdict } from "../rules/verdict.js";
import { type Explanation, explain, type PreparedCondition } from "./explain.js";
import { indexInOrder, sliceInOrder } from "./in-order.js";
import { type ExchangeRate, type Offer, offersOf } from "./offers.js";
import { type Opening, openings } from "./openings.js";
import { type Question, rankQuestions } from "./questions.js";
import { byFit, type Standings } from "./rank.js";

/** The rules of a day made ready to judge by. */
export interface CompiledBook {
  readonly book: RuleBook;
  /** Its programs by global id. */
  readonly byId: ReadonlyMap<string, ProgramRules>;
  readonly index: RuleIndex;
  readonly prepared: readonly (readonly PreparedCondition[])[];
  readonly standings: Standings;
  /** The rules of each program's targets and priorities. */
  readonly aims: readonly (readonly Rule[])[];
  /** How many programs ask for a fact as a requirement. */
  readonly programCount: (fact: string) => number;
}

/** One program judged for one firm. */
export interface Result {
  readonly program: ProgramRules;
  readonly explanation: Explanation;
  readonly offers: readonly Offer[];
}

/** Programs in the order of their fit; what is not looked at is not worked out. */
export interface Ranking {
  readonly length: number;
  slice(from: number, to: number): readonly Result[];
  /** Where a program stands, by its slug; -1 when it is not among them. */
  indexOf(slug: string): number;
}

/** Everything there is to say to one firm about the programs of a day; each part is worked out when it is asked for. */
export class Report {
  /** By place in the book. */
  readonly #verdicts: readonly Verdict[];
  #explored: Explorer | undefined;
  readonly #results = new Map<number, Result>();
  readonly #worked = new Map<number, readonly Offer[]>();

  constructor(
    private readonly compiled: CompiledBook,
    readonly firm: Firm,
    /** Places in the book of the programs that are asked about. */
    private readonly chosen: readonly number[],
    private readonly rate: ExchangeRate | null,
  ) {
    const { index } = compiled;
    const verdicts = index.judge(firm.understood.profile);
    this.#verdicts = compiled.book.programs.map((_, place) => index.verdict(verdicts, place));
  }

  verdictOf(program: number): Verdict {
    return this.#verdicts[program] as Verdict;
  }

  /** How many programs there are of each verdict, and how many of them still take applicants. */
  counts(): readonly { readonly verdict: Verdict; readonly count: number; readonly open: number }[] {
    const counts = { ELIGIBLE: 0, UNDETERMINED: 0, INELIGIBLE: 0 };
    const open = { ...counts };
    for (const place of this.chosen) {
      const verdict = this.verdictOf(place);
      counts[verdict] += 1;
      if (this.compiled.book.programs[place]?.over === null) open[verdict] += 1;
    }
    return VERDICTS.map((verdict) => ({ verdict, count: counts[verdict], open: open[verdict] }));
  }

  /** The programs of these verdicts, the best fit first, and among equals by slug, so that the order is always the same. */
  ranked(verdicts: readonly Verdict[] = VERDICTS): Ranking {
    const { programs } = this.compiled.book;
    const places =
      verdicts.length === VERDICTS.length
        ? this.chosen
        : this.chosen.filter((place) => verdicts.includes(this.verdictOf(place)));
    const order = byFit({
      programs,
      standings: this.compiled.standings,
      profile: this.firm.understood.profile,
      verdictOf: (place) => this.verdictOf(place),
      aimsOf: (place) => this.compiled.aims[place] ?? [],
      moneyOf: (place) => mostMoney(this.#offers(place)),
    });
    return {
      length: places.length,
      slice: (from, to) => sliceInOrder(places, order, from, to).map((place) => this.result(place)),
      indexOf: (slug) => {
        const place = places.find((one) => programs[one]?.slug === slug);
        return place === undefined ? -1 : indexInOrder(places, order, place);
      },
    };
  }

  result(place: number): Result {
    const known = this.#results.get(place);
    if (known !== undefined) return known;
    const { book, prepared } = this.compiled;
    const program = book.programs[place] as ProgramRules;
    const { profile } = this.firm.understood;
    const explanation = explain(prepared[place] as readonly PreparedCondition[], profile);
    const result = { program, explanation, offers: this.#offers(place) };
    this.#results.set(place, result);
    return result;
  }

  /** For asking what would be if a fact were otherwise, which costs more than the verdicts do. */
  #explorer(): Explorer {
    this.#explored ??= this.compiled.index.explorer(this.firm.understood.profile);
    return this.#explored;
  }

  #offers(place: number): readonly Offer[] {
    const known = this.#worked.get(place);
    if (known !== undefined) return known;
    const { calculations = [] } = this.compiled.book.programs[place] ?? {};
    const offers = offersOf(calculations, this.firm.understood.profile, this.rate);
    this.#worked.set(place, offers);
    return offers;
  }

  /** What to ask next, the most telling first. */
  questions(): readonly Question[] {
    const { index } = this.compiled;
    const open = index.bitsOf(this.chosen.filter((program) => this.verdictOf(program) === "UNDETERMINED"));
    return rankQuestions(
      this.#explorer(),
      index.facts,
      { stated: this.firm.stated, profile: this.firm.understood.profile },
      open,
    );
  }

  /** What the firm could change to open programs that refuse it now. */
  openings(): readonly OpeningOffer[] {
    const chosen = new Set(this.chosen);
    const programs = (places: readonly number[]) =>
      places.filter((place) => chosen.has(place)).map((place) => this.compiled.book.programs[place] as ProgramRules);
    return openings(this.compiled.index, this.#explorer(), this.firm.understood.profile)
      .map(({ opens, allows, ...change }) => ({ ...change, opens: programs(opens), allows: programs(allows) }))
      .filter(({ opens, allows }) => opens.length + allows.length > 0);
  }
}

/** A change of the firm's and the programs it would open. */
export interface OpeningOffer extends Pick<Opening, "fact" | "from" | "to"> {
  readonly opens: readonly ProgramRules[];
  readonly allows: readonly ProgramRules[];
}

function mostMoney(offers: readonly Offer[]): number {
  return Math.max(0, ...offers.map(({ comparable }) => Number(comparable)));
}
