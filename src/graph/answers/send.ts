import type { IncomingMessage, ServerResponse } from "node:http";
import { hasTag } from "../conditional.js";
import { VARY } from "../request-context.js";
import type { Answer, Coding } from "./answer.js";
import type { Head } from "./read-head.js";

/** What caches of others may do with answers by GET. */
export interface Freshness {
  /** Seconds for which they may give one without asking again; 0 has them ask each time, by its tag. */
  readonly seconds: number;
}

/** Sends an answer, packed as the client takes it. Bytes that are to be packed first are waited for. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  { head, freshness }: { readonly head: Head; readonly freshness: Freshness },
): void {
  const { type } = head;
  const coding = answer.codingFor(head.coding);
  const bytes = answer.bytes(coding);
  if (bytes !== undefined) write(request, response, answer, { type, coding, bytes, freshness });
  else {
    const plain: Sending = { type, coding: undefined, bytes: answer.plain, freshness };
    answer.pack(coding as Coding).then(
      (packed) => write(request, response, answer, { type, coding, bytes: packed, freshness }),
      () => write(request, response, answer, plain),
    );
  }
}

interface Sending {
  readonly type: string;
  readonly coding: Coding | undefined;
  readonly bytes: Buffer;
  readonly freshness: Freshness;
}

function write(request: IncomingMessage, response: ServerResponse, answer: Answer, sending: Sending): void {
  const { type, coding, bytes, freshness } = sending;
  const name = `${type} ${coding}`;
  if (request.method !== "GET") {
    response.writeHead(
      200,
      answer.headers(name, () => headersOf(sending)),
    );
    response.end(bytes);
    return;
  }
  const tag = answer.tag(coding);
  const tagged = ["etag", tag, "cache-control", cacheControl(freshness)];
  if (hasTag(request.headers, tag) === true) {
    response.writeHead(
      304,
      answer.headers(`304 ${coding}`, () => ["vary", VARY, ...tagged]),
    );
    response.end();
    return;
  }
  response.writeHead(
    200,
    answer.headers(`GET ${name}`, () => [...headersOf(sending), ...tagged]),
  );
  response.end(bytes);
}

/** Names and values in turn. */
function headersOf({ type, coding, bytes }: Sending): readonly string[] {
  const packed = coding === undefined ? [] : ["content-encoding", coding];
  return ["content-type", type, "vary", VARY, ...packed, "content-length", String(bytes.length)];
}

function cacheControl({ seconds }: Freshness): string {
  return seconds === 0 ? "public, no-cache" : `public, max-age=${seconds}`;
}
