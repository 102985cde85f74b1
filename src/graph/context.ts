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

/** What a request has read since its last command. */
const readings = new WeakMap<GraphContext, object>();

/** Makes something once for each request: loaders that batch and remember within it, until a command of it may have changed what they read. */
export function perRequest<T>(make: (context: GraphContext) => T): (context: GraphContext) => T {
  const made = new WeakMap<object, T>();
  return (context) => {
    const reading = readings.get(context) ?? context;
    const known = made.get(reading);
    if (known !== undefined) return known;
    const fresh = make(context);
    made.set(reading, fresh);
    return fresh;
  };
}

/** Makes a request read anew whatever it asks for next. */
export function readAnew(context: GraphContext): void {
  readings.set(context, {});
}

const MEXICO = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/Mexico_City", dateStyle: "short" });

const MINUTE = 60_000;
let last = { minute: Number.NaN, day: "" };

/** The day it is in Mexico City, "YYYY-MM-DD". */
export function todayIn(now: Date): string {
  // No day begins within a minute, and most that is asked is asked of the present one.
  const minute = Math.floor(now.getTime() / MINUTE);
  if (minute !== last.minute) last = { minute, day: MEXICO.format(now) };
  return last.day;
}
