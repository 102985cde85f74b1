import { todayIn } from "../context.js";
import type { Edition } from "./answers.js";

const MINUTE = 60_000;

/** An edition of the catalog on a day: what is in force hangs on both. */
export function createEdition(revision: Edition, now: () => Date): Edition {
  let [minute, day] = [Number.NaN, ""];
  const today = () => {
    const moment = now();
    const at = Math.floor(moment.getTime() / MINUTE);
    // No day begins within a minute.
    if (at !== minute) [minute, day] = [at, todayIn(moment)];
    return day;
  };
  let known = { revision: "", day: "", edition: "" };
  const editionOf = (revision: string): string => {
    const on = today();
    if (revision !== known.revision || on !== known.day) known = { revision, day: on, edition: `${revision} ${on}` };
    return known.edition;
  };
  return {
    known() {
      const found = revision.known();
      return found === undefined ? undefined : editionOf(found);
    },
    current: async () => editionOf(await revision.current()),
  };
}
