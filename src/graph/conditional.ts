import type { IncomingHttpHeaders } from "node:http";

/** Whether whoever asks says to have what has this tag; undefined where they say nothing of tags (RFC 9110 §13.1.2). */
export function hasTag({ "if-none-match": tags }: IncomingHttpHeaders, tag: string): boolean | undefined {
  if (tags === undefined) return undefined;
  return tags === "*" || tags.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
