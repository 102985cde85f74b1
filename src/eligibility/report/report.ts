import { FACTS } from "../facts/index.js";
import { compileRules, type Explorer, type RuleIndex } from "../index/compile.js";
import type { ProgramRules, RuleBook } from "../ports.js";
import type { Firm } from "../profile/read-profile.js";
import { criteriaOf } from "../rules/analyse.js";
import { factOf } from "../rules/rule.js";
import { VERDICTS, type Verdict } from "../rules/verdict.js";
import { type Explanation, explain, type PreparedCondition, prepareConditions } from "./explain.js";
import { type ExchangeRate, type Offer, offersOf } from "./offers.js";
import { type Opening, openings } from "./openings.js";
import { type Question, rankQuestions } from "./questions.js";
import { compareFit, type Fit, fitOf } from "./rank.js";

/** The rules of a day made ready to judge by. */
export interface CompiledBook {
  readonly book: RuleBook;
  /** Its programs by global id. */
  readonly byId: ReadonlyMap<string, ProgramRules>;
  readonly index: RuleIndex;
  readonly prepared: readonly (readonly PreparedCondition[])[];
  /** How many programs ask for a fact as a requirement. */
  readonly programCount: (fact: string) => number;
}

export function compileBook(book: RuleBook): CompiledBook {
  return {
    book,
    byId: new Map(book.programs.map((program) => [program.id, program])),
    index: compileRules(book.programs),
    prepared: book.programs.map(({ conditions }) => prepareConditions(conditions)),
    programCount: countFacts(book.programs),
  };
}

function countFacts(programs: readonly ProgramRules[]): (fact: string) => number {
  const counts = new Map<string, number>();
  for (const { conditions } of programs) {
    for (const fact of factsAsked(conditions)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  return (fact) => counts.get(fact) ?? 0;
}

/** The facts that a program's requirements speak of, and those to ask for in their place. */
function factsAsked(conditions: ProgramRules["conditions"]): ReadonlySet<string> {
  const direct = conditions.flatMap(({ role, rule }) =>
    role === "requirement" && rule !== undefined ? criteriaOf(rule).map((criterion) => factOf(criterion) ?? "") : [],
  );
  return new Set(direct.flatMap((fact) => [fact, ...(FACTS[fact]?.askVia ?? [])]));
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
  readonly #explorer: Explorer;
  readonly #results = new Map<number, Result>();

  constructor(
    private readonly compiled: CompiledBook,
    readonly firm: Firm,
    /** Places in the book of the programs that are asked about. */
    private readonly chosen: readonly number[],
    private readonly rate: ExchangeRate | null,
  ) {
    this.#explorer = compiled.index.explorer(firm.understood.profile);
  }

  verdictOf(program: number): Verdict {
    return this.compiled.index.verdict(this.#explorer.verdicts, program);
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
    const { profile } = this.firm.understood;
    const explanation = explain(prepared[place] as readonly PreparedCondition[], profile);
    const offers = offersOf(program.calculations, profile, this.rate);
    const result = { program, explanation, offers, fit: fitOf(program, explanation, profile, mostMoney(offers)) };
    this.#results.set(place, result);
    return result;
  }

  /** What to ask next, the most telling first. */
  questions(): readonly Question[] {
    const { index } = this.compiled;
    const open = index.bitsOf(this.chosen.filter((program) => this.verdictOf(program) === "UNDETERMINED"));
    return rankQuestions(
      this.#explorer,
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
    return openings(this.compiled.index, this.#explorer, this.firm.understood.profile)
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
