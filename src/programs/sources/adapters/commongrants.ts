import type { HttpClient } from "../../../platform/http/http-client.js";
import { readJson } from "../../../platform/http/read-body.js";
import { COMMON_GRANTS } from "../../formats/common-grants.js";
import type { Adapter } from "../source.js";
import { askFeed, askPage, malformed, withParameters } from "./ask-feed.js";
import { type FeedPage, openFeed, readId } from "./pages.js";
import { isRecord } from "./record.js";

const PAGE_SIZE = 100;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The page of opportunities that was asked for: `Responses.Paginated` of the CommonGrants protocol. */
function readPage(text: string, asked: number): FeedPage {
  const answer = readJson(text);
  if (!isRecord(answer) || !Array.isArray(answer.items)) throw malformed("a page without items");
  const { paginationInfo: info } = answer;
  if (!isRecord(info) || !isCount(info.page) || !isCount(info.pageSize))
    throw malformed("a page without paginationInfo");
  if (info.page !== asked) throw malformed("another page than was asked for");
  const items = answer.items.map((raw: unknown) => ({ id: isRecord(raw) ? raw.id : undefined, raw }));
  const atEnd = isCount(info.totalPages) ? asked >= info.totalPages : items.length < info.pageSize;
  return { items, next: atEnd || items.length === 0 ? null : String(asked + 1) };
}

/** CommonGrants: `GET address?page=…&pageSize=…` gives opportunities. The ETag of the first page stands for the whole feed. */
export function createCommonGrantsAdapter(http: HttpClient): Adapter {
  return {
    async fetch(source, last, signal) {
      const question = (page: number) => ({
        url: withParameters(source.address, { page: String(page), pageSize: String(PAGE_SIZE) }),
        signal,
        read: (text: string) => readPage(text, page),
      });
      const { value: first, validators } = await askFeed(http, source, { ...question(1), last });
      if (first === undefined) return { unchanged: true };
      const readNext = (page: string) => askPage(http, source, question(Number(page)));
      return openFeed({ first, read: readNext, validators, signal });
    },
    toProgram: (raw) => (isRecord(raw) && readId(raw.id) !== undefined ? COMMON_GRANTS.read(raw) : undefined),
  };
}
