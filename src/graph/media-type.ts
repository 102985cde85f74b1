import Negotiator from "negotiator";

/** Media types of answers, the one that is given where a client has no preference first. */
const TYPES = ["application/json; charset=utf-8", "application/graphql-response+json; charset=utf-8"];

/** Headers of which the outcome is remembered; clients have few, and may make up many. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 200;
const remembered = new Map<string, string | undefined>();

/** The media type of an answer for whoever accepts this; undefined when they accept none of ours. */
export function answerType(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === "*/*" || accept === "") return TYPES[0];
  if (remembered.has(accept)) return remembered.get(accept);
  const type = new Negotiator({ headers: { accept } }).mediaType(TYPES);
  if (accept.length > LONGEST_REMEMBERED) return type;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(accept, type);
  return type;
}
