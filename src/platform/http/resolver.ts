import { Resolver } from "node:dns/promises";

/** The IP addresses of a name. Rejects, or gives none, when there are none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Milliseconds for one question to one server of names; it is put twice at most. */
const PATIENCE = 2_000;

/**
 * Asks the servers of names themselves, never this machine's own table of hosts; and not by way of the system's resolver,
 * where a few slow names would hold up everything else the process does with files.
 */
export function createResolver(): Resolve {
  const resolver = new Resolver({ timeout: PATIENCE, tries: 2 });
  return async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  };
}
