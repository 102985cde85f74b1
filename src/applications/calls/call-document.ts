import type { Clock, Term } from "../lifecycle/clocks.js";

/** Why a call was closed before its last day. */
export const CLOSED_BECAUSE = {
  agency: { es: "La cerró su dependencia", en: "Its agency closed it" },
  demand: { es: "Se pidió lo que debía cerrarla", en: "As much was asked for as was to close it" },
} as const;
export type ClosedBecause = keyof typeof CLOSED_BECAUSE;

interface Named {
  readonly code: string;
  readonly es: string;
  readonly en: string;
}

/** What reviewers score, published before anyone applies. */
export interface PublishedCriterion extends Named {
  /** Highest score; the lowest is 0. */
  readonly max: number;
  /** Share of the total, in hundredths of a percent; those of a call sum to 10,000. */
  readonly weight: number;
}

/** A document that an application must hold. */
export interface RequiredEvidence extends Named {}

/** What a call says, beyond its days and its money. */
export interface CallDocument {
  readonly title: { readonly es: string; readonly en: string };
  readonly currency: "MXN";
  /** Most that one application may be granted, in cents; null where the call sets no ceiling. */
  readonly mostCents: number | null;
  readonly criteria: readonly PublishedCriterion[];
  readonly evidence: readonly RequiredEvidence[];
  /** Terms that differ from the default. */
  readonly terms: Readonly<Partial<Record<Clock, Term>>>;
}
