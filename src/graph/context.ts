import type { Caller } from "./identity/caller.js";
import type { Language } from "./language.js";

/** What every resolver may know about the request it serves. */
export interface GraphContext {
  /** The reader's language, from Accept-Language; a field's own `language` argument goes first. */
  readonly language: Language;
  readonly now: Date;
  /** Who asks; NOBODY when no one signed in. */
  readonly caller: Caller;
}

/** Makes something once for each request: loaders that batch and remember within it, and never beyond it. */
export function perRequest<T>(make: (context: GraphContext) => T): (context: GraphContext) => T {
  const made = new WeakMap<GraphContext, T>();
  return (context) => {
    const known = made.get(context);
    if (known !== undefined) return known;
    const fresh = make(context);
    made.set(context, fresh);
    return fresh;
  };
}

const MEXICO = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Mexico_City", dateStyle: "short" });

/** The day it is in Mexico City, "YYYY-MM-DD". */
export function todayIn(now: Date): string {
  return MEXICO.format(now);
}
