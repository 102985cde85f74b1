import type { HttpClient } from "../../../platform/http/http-client.js";
import { readJson } from "../../../platform/http/read-body.js";
import type { Adapter } from "../source.js";
import { askFeed, askPage, withParameters } from "./ask-feed.js";
import { profileOf, readEntryPage } from "./entries.js";
import { openFeed } from "./pages.js";

const read = (text: string) => readEntryPage(readJson(text));

/**
 * JSON in pages: `GET address` and `GET address?after=…` give `{ "items": [{ "id", "profile" }], "next": "…" | null }`. The ETag of
 * the first page stands for the whole feed.
 */
export function createJsonAdapter(http: HttpClient): Adapter {
  return {
    async fetch(source, last, signal) {
      const { value: first, validators } = await askFeed(http, source, { url: source.address, last, signal, read });
      if (first === undefined) return { unchanged: true };
      const readNext = (after: string) =>
        askPage(http, source, { url: withParameters(source.address, { after }), signal, read });
      return openFeed({ first, read: readNext, validators, signal });
    },
    toProgram: profileOf,
  };
}
