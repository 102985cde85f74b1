import { type GraphContext, perRequest } from "../graph/context.js";
import { badInput } from "../graph/errors.js";
import { instant } from "../graph/instant.js";
import type { Scope } from "../graph/reading.js";
import { inSlices } from "../platform/in-slices.js";
import { spanned, timed } from "../platform/telemetry/index.js";
import type { Catalog, OfficialCodes, ProgramRules, RuleBook } from "./ports.js";
import { type Firm, readFirm, type SentProfile } from "./profile/read-profile.js";
import type { Understood } from "./profile/understand.js";
import { ENGINE_VERSION, type Receipts } from "./receipt.js";
import { compilingBook } from "./report/compiling-book.js";
import { explain, prepareConditions } from "./report/explain.js";
import { type ExchangeRate, offersOf } from "./report/offers.js";
import { type CompiledBook, Report, type Result } from "./report/report.js";

export interface EligibilityNeeds {
  readonly catalog: Catalog;
  readonly codes: OfficialCodes;
  readonly receipts: Receipts;
}

export interface EligibilityQuestion {
  readonly profile: SentProfile;
  readonly filter: object | null;
  readonly rate: ExchangeRate | null;
  readonly scope: Scope;
}

/** Judges firms by the published rules. Nothing of a profile is kept: an answer ends with its request. */
export class EligibilityService {
  readonly #compiled = new WeakMap<RuleBook, Promise<CompiledBook>>();

  readonly #days: (context: GraphContext) => Map<string, Promise<CompiledBook>>;
  readonly #firms: (context: GraphContext) => Map<string, Firm>;

  constructor(private readonly needs: EligibilityNeeds) {
    this.#days = perRequest(() => new Map());
    this.#firms = perRequest(() => new Map());
  }

  /** A report over all programs of a day, or those that a filter lets through. */
  check(context: GraphContext, { profile, filter, rate, scope }: EligibilityQuestion): Promise<Report> {
    return spanned("eligibility check", { "eligibility.part": "catalog" }, async () => {
      const firm = this.#firm(context, profile, scope.asOf);
      const compiled = await this.book(context, scope.asOf);
      const chosen = await this.#chosen(compiled.book, filter, scope, context);
      return timed("eligibility.evaluation.duration", { part: "catalog" }, () => {
        return new Report(compiled, firm, chosen, rate);
      });
    });
  }

  /** One program for one firm; null when the catalog has no such program on that day. */
  checkOne(context: GraphContext, programId: string, { profile, rate, scope }: Omit<EligibilityQuestion, "filter">) {
    return spanned("eligibility check", { "eligibility.part": "program" }, async () => {
      const { understood } = this.#firm(context, profile, scope.asOf);
      const { byId } = await this.book(context, scope.asOf);
      const program = byId.get(programId);
      if (program === undefined) return null;
      return { result: judgeOne(program, understood, rate), understood };
    });
  }

  /** The verdict that a receipt tells of, come to again from the stored rules and the same profile. */
  async replay(token: string, profile: SentProfile) {
    const { codes, receipts } = this.needs;
    const receipt = receipts.read(token);
    const { understood } = readFirm(profile, codes, receipt.asOf);
    if (receipts.digest(understood.profile) !== receipt.facts) {
      throw badInput("profile", {
        es: "no es el perfil con que se emitió el comprobante",
        en: "is not the profile the receipt was issued for",
      });
    }
    const [program] = await this.needs.catalog.versions([receipt.versionId], receipt.asOf);
    return { receipt, ...this.#judgeOf(program, receipt.asOf)(profile) };
  }

  /** The rules of some versions, each ready to judge firms without another look at the store. */
  async rulesOf(versionIds: readonly string[], asOf: string) {
    const programs = await this.needs.catalog.versions(versionIds, asOf);
    return programs.map((program) => this.#judgeOf(program, asOf));
  }

  receiptOf({ program, explanation }: Result, { profile }: Understood, asOf: string, now: Date) {
    const receipt = {
      versionId: program.versionId,
      rules: program.digest,
      engine: ENGINE_VERSION,
      facts: this.needs.receipts.digest(profile),
      asOf,
      verdict: explanation.verdict,
      issuedAt: instant(now),
    };
    return {
      token: this.needs.receipts.token(receipt),
      versionNumber: program.versionNumber,
      rulesDigest: receipt.rules,
      engineVersion: receipt.engine,
      factsDigest: receipt.facts,
      asOf,
      issuedAt: receipt.issuedAt,
    };
  }

  /** The rules of a day, ready to judge by; the same for a whole request, which asks for them once. */
  book(context: GraphContext, asOf: string): Promise<CompiledBook> {
    const days = this.#days(context);
    const known = days.get(asOf);
    if (known !== undefined) return known;
    const book = this.#compile(asOf);
    days.set(asOf, book);
    return book;
  }

  async #compile(asOf: string): Promise<CompiledBook> {
    const book = await this.needs.catalog.rules(asOf);
    const known = this.#compiled.get(book);
    if (known !== undefined) return known;
    // Whoever asks meanwhile waits for the same.
    const compiled = inSlices(compilingBook(book));
    this.#compiled.set(book, compiled);
    return compiled;
  }

  /** Judges firms by one version, in force or not. */
  #judgeOf(program: ProgramRules | undefined, asOf: string) {
    if (program === undefined) throw new Error("a version that somebody holds is not in the store");
    return (profile: SentProfile) => {
      const { understood } = readFirm(profile, this.needs.codes, asOf);
      return { result: judgeOne(program, understood, null), understood };
    };
  }

  /** A firm as it is understood; many programs of one request may ask about the same. */
  #firm(context: GraphContext, profile: SentProfile, asOf: string): Firm {
    const firms = this.#firms(context);
    const key = JSON.stringify([asOf, profile]);
    const known = firms.get(key);
    if (known !== undefined) return known;
    const firm = readFirm(profile, this.needs.codes, asOf);
    firms.set(key, firm);
    return firm;
  }

  async #chosen({ programs }: RuleBook, filter: object | null, scope: Scope, context: GraphContext) {
    if (filter === null) return everyPlaceIn(programs);
    const passing = await this.needs.catalog.matching(filter, scope, context);
    return everyPlaceIn(programs).filter((place) => passing.has(programs[place]?.versionId ?? ""));
  }
}

const places = new WeakMap<object, readonly number[]>();

/** The places of a book, listed once. */
function everyPlaceIn(programs: RuleBook["programs"]): readonly number[] {
  const known = places.get(programs) ?? programs.map((_, place) => place);
  places.set(programs, known);
  return known;
}

function judgeOne(program: ProgramRules, { profile }: Understood, rate: ExchangeRate | null): Result {
  return timed("eligibility.evaluation.duration", { part: "program" }, () => {
    const explanation = explain(prepareConditions(program.conditions), profile);
    return {
      program,
      explanation,
      offers: offersOf(program.calculations, profile, rate),
    };
  });
}
