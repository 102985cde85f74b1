import { FINDING_KINDS, type FindingCode } from "../../checks/codes.js";
import type { Flaw } from "../../checks/flaw.js";

/** Why an item of a feed may be held back, beside what can be wrong with any program's document. */
const OF_FEEDS = {
  unreadable: { es: "El elemento no es un programa", en: "The item is no program" },
  possible_duplicate: { es: "Puede ser un programa que ya está", en: "May be a program that is there already" },
  of_another: { es: "Es de otro catálogo u otra fuente", en: "Belongs to another catalog or source" },
} as const;

export const REASONS = { ...FINDING_KINDS, ...OF_FEEDS };
export type ReasonCode = FindingCode | keyof typeof OF_FEEDS;

/** One thing that keeps an item out of the catalog, and what to do about it. */
export interface Reason {
  readonly code: ReasonCode;
  readonly path: readonly (string | number)[];
  readonly es: string;
  readonly en: string;
  /** The program it may be, or that has its key. */
  readonly slug?: string;
}

/** A feed in one language is served as it is, and an editor may add the other: for an editor's own draft these are errors. */
const TOLERATED: ReadonlySet<string> = new Set<FindingCode>(["missing_language", "untranslated"]);

/** What of the flaws of a document keeps it out of the catalog. */
export function reasonsOf(flaws: readonly Flaw[]): readonly Reason[] {
  return flaws
    .filter(({ code }) => FINDING_KINDS[code].severity === "error" && !TOLERATED.has(code))
    .map(({ code, path, es, en }) => ({ code, path, es, en }));
}

interface Advice {
  readonly es: string;
  readonly en: string;
}
const AT_THE_SOURCE: Advice = {
  es: "Corríjalo en la fuente: se leerá en la siguiente cosecha. Si falta algo en el catálogo, regístrelo y use retryItem.",
  en: "Correct it at the source: it is read in the next harvest. If the catalog lacks something, register it and use retryItem.",
};
const ADVICE: Readonly<Partial<Record<ReasonCode, Advice>>> = {
  possible_duplicate: {
    es: "Si es el mismo, use joinItem; si no, separateItem.",
    en: "If it is the same, use joinItem; if not, separateItem.",
  },
  of_another: {
    es: "Use otra clave en la fuente, o joinItem si es el mismo programa.",
    en: "Use another key at the source, or joinItem if it is the same program.",
  },
};

/** What who looks after a source can do about a reason. */
export function adviceFor(code: ReasonCode): Advice {
  return ADVICE[code] ?? AT_THE_SOURCE;
}
