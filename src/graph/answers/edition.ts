import { todayIn } from "../context.js";
import type { Edition } from "./answers.js";

/** An edition of the catalog on a day: what is in force hangs on both. */
export function createEdition(revision: Edition, now: () => Date): Edition {
  let last = { revision: "", day: "", edition: "" };
  const editionOf = (revision: string): string => {
    const day = todayIn(now());
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
