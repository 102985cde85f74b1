import { malformed } from "./ask-feed.js";
import { type FeedPage, readId } from "./pages.js";
import { isRecord } from "./record.js";

/** Entries of a page: `{ "id", "profile" }`, the profile a program document; and by what the next page is asked for. */
export function readEntryPage(page: unknown): FeedPage {
  if (!isRecord(page)) throw malformed("a page that is no object");
  const { items, next } = page;
  if (!Array.isArray(items)) throw malformed("a page without items");
  if (next !== null && (typeof next !== "string" || next === "")) throw malformed("a page without next");
  return { items: items.map((raw: unknown) => ({ id: isRecord(raw) ? raw.id : undefined, raw })), next };
}

/** The profile of an entry, which is written as program documents are. */
export function profileOf(raw: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(raw) || readId(raw.id) === undefined) return undefined;
  return isRecord(raw.profile) ? raw.profile : undefined;
}
