import { todayIn } from "../context.js";
import type { Edition } from "./answers.js";

/**
 * An edition of the catalog on a day: what is in force hangs on both. Where others' clocks say which day it is, and may differ by so many
 * milliseconds, the moments around midnight have editions of their own.
 */
export function createEdition(revision: Edition, now: () => Date, clocksDiffer = 0): Edition {
  const dayOf = (at: Date): string => {
    if (clocksDiffer === 0) return todayIn(at);
    return [at.getTime() - clocksDiffer, at.getTime() + clocksDiffer].map((time) => todayIn(new Date(time))).join("/");
  };
  let last = { revision: "", day: "", edition: "" };
  const editionOf = (revision: string): string => {
    const day = dayOf(now());
    if (revision !== last.revision || day !== last.day) last = { revision, day, edition: `${revision} ${day}` };
    return last.edition;
  };
  return {
    known() {
      const found = revision.known();
      return found === undefined ? undefined : editionOf(found);
    },
    current: async () => editionOf(await revision.current()),
  };
}
