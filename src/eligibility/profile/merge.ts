import type { Knowledge } from "../rules/knowledge.js";

export interface Merged {
  readonly knowledge: Knowledge;
  /** The two exclude each other: somebody is mistaken, and both stay possible. */
  readonly contradicts: boolean;
}

/**
 * What two sources say of one fact, taken together: where they overlap, what both allow; where they exclude each other, everything
 * either allows, so that no verdict rests on a guess of which is right.
 */
export function merge(stated: Knowledge, derived: Knowledge): Merged {
  if (isNothing(stated)) return { knowledge: derived, contradicts: false };
  if (isNothing(derived)) return { knowledge: stated, contradicts: false };
  if (stated.kind === "boolean" && derived.kind === "boolean") {
    const contradicts = stated.value !== derived.value;
    return { knowledge: contradicts ? { kind: "declined" } : stated, contradicts };
  }
  if (stated.kind === "number" && derived.kind === "number") {
    const [min, max] = [Math.max(stated.min, derived.min), Math.min(stated.max, derived.max)];
    if (min <= max) return { knowledge: { kind: "number", min, max }, contradicts: false };
    return {
      knowledge: { kind: "number", min: Math.min(stated.min, derived.min), max: Math.max(stated.max, derived.max) },
      contradicts: true,
    };
  }
  if (stated.kind === "code" && derived.kind === "code") {
    const both = stated.possible.intersection(derived.possible);
    if (both.size > 0) return { knowledge: { kind: "code", possible: both }, contradicts: false };
    return { knowledge: { kind: "code", possible: stated.possible.union(derived.possible) }, contradicts: true };
  }
  if (stated.kind === "codes" && derived.kind === "codes") {
    // A list that somebody gave may be short of what follows from elsewhere; that completes it and contradicts nothing.
    return {
      knowledge: { kind: "codes", has: stated.has.union(derived.has), complete: stated.complete || derived.complete },
      contradicts: false,
    };
  }
  throw new Error("two kinds of knowledge about one fact");
}

function isNothing({ kind }: Knowledge): boolean {
  return kind === "unasked" || kind === "declined";
}
