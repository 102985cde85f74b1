import type { HttpClient } from "../../../platform/http/http-client.js";
import { HttpFailed } from "../../../platform/http/http-failed.js";
import { readJson } from "../../../platform/http/read-body.js";
import type { Adapter } from "../source.js";
import { askFeed, askPage, malformed } from "./ask-feed.js";
import { profileOf, readEntryPage } from "./entries.js";
import { openFeed } from "./pages.js";
import { isRecord } from "./record.js";

const PAGE_SIZE = 100;

/** The one question that is put; `profile` is a program document as a JSON scalar. */
export const FEED_QUERY =
  "query ProgramFeed($first: Int!, $after: String) { programFeed(first: $first, after: $after) { items { id profile } next } }";

const body = (after: string | null) => JSON.stringify({ query: FEED_QUERY, variables: { first: PAGE_SIZE, after } });
const HEADERS = { accept: "application/graphql-response+json, application/json;q=0.9" };

function read(text: string) {
  const answer = readJson(text);
  if (!isRecord(answer)) throw malformed("an answer that is no object");
  const { data, errors } = answer;
  if (errors !== undefined && !Array.isArray(errors)) throw malformed("errors that are no list");
  if (errors !== undefined && errors.length > 0) throw new HttpFailed("refused", `${errors.length} errors of GraphQL`);
  if (!isRecord(data)) throw malformed("an answer without data");
  return readEntryPage(data.programFeed);
}

/**
 * GraphQL: `FEED_QUERY` is posted until `next` is null. Where the first answer has an ETag it is posted with it the next time, and 304
 * or 412 says that nothing has changed.
 */
export function createGraphqlAdapter(http: HttpClient): Adapter {
  return {
    async fetch(source, last, signal) {
      const question = { url: source.address, headers: HEADERS, signal, read };
      const { value: first, validators } = await askFeed(http, source, { ...question, body: body(null), last });
      if (first === undefined) return { unchanged: true };
      const readNext = (after: string) => askPage(http, source, { ...question, body: body(after) });
      return openFeed({ first, read: readNext, validators, signal });
    },
    toProgram: profileOf,
  };
}
