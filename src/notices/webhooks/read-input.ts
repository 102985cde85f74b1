import { notFound } from "../../graph/commands.js";
import { badInput } from "../../graph/errors.js";
import { readGlobalId } from "../../graph/node.js";
import { checkPublicUrl, type GuardOptions } from "../../platform/http/guarded-fetch.js";
import { URL_FAULTS } from "../../platform/http/public-url.js";

/** Refuses an address that must not be called, saying which rule it breaks and never what it is. */
export async function needPublicUrl(field: string, url: string, guard: GuardOptions): Promise<string> {
  const [fault] = await checkPublicUrl(url, guard);
  if (fault === undefined) return url;
  throw badInput(field, URL_FAULTS[fault], { rule: fault });
}

/** Topics without repetitions, each of them known. */
export function needTopics(field: string, given: readonly string[], known: readonly string[]): readonly string[] {
  const topics = [...new Set(given)];
  const wrong = topics.findIndex((topic) => !known.includes(topic));
  if (topics.length > 0 && topics.length <= known.length && wrong < 0) return topics;
  throw badInput(
    field,
    { es: "debe nombrar uno o más de los temas que hay", en: "must name one or more of the topics there are" },
    known,
  );
}

/** The key in a global id of one type. */
export function needKey(type: string, field: string, id: string): string {
  const found = readGlobalId(id);
  if (found.type !== type || !/^[0-9a-f-]{36}$/.test(found.key)) throw notFound(field);
  return found.key;
}
