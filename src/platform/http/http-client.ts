import { callErrorOf } from "./call-error.js";
import { createGuardedFetch, type GuardedAnswer, type GuardOptions, RefusedAddress } from "./guarded-fetch.js";
import { HttpFailed } from "./http-failed.js";
import { Line, type LineOptions, type LineState } from "./line.js";
import { ACCEPT_ENCODING, readText, tooLarge, unpack } from "./read-body.js";
import { readRetryAfter } from "./retry-after.js";
import { type RequestKey, signedHeaders } from "./sign-request.js";

export interface HttpLimits extends LineOptions {
  /** Milliseconds until an answer begins, and for all of it. Connecting has a limit of its own in the guard. */
  readonly headersTimeout: number;
  readonly timeout: number;
  /** Bytes of one answer, packed and unpacked. */
  readonly longest: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersTimeout: 10_000,
  timeout: 20_000,
  longest: 5 * 1_024 * 1_024,
  failures: 6,
  rest: 30_000,
  retries: 2,
  firstDelay: 500,
  longestWait: 5_000,
};

export interface HttpClientOptions {
  readonly guard?: GuardOptions;
  readonly limits?: Partial<HttpLimits>;
  /** How we name ourselves to those we call. */
  readonly userAgent: string;
  /** Our requests are signed with it; they are not signed without. */
  readonly key?: RequestKey;
  readonly now?: () => Date;
}

/** A question that changes nothing on the other side, and may therefore be put again. */
export interface HttpQuestion<T> {
  /** Whose calls are counted together: what one does badly is not held against another. */
  readonly line: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Posted where there is one, as JSON; the address is only fetched otherwise. */
  readonly body?: string;
  readonly signal: AbortSignal;
  /** What the answer's text says. Throws `HttpFailed` when it says nothing, which counts against the other side. */
  readonly read: (text: string) => T;
}

export interface HttpAnswer<T> {
  /** Undefined when the answer is 304, or 412 to a condition of ours: it is as it was. */
  readonly value: T | undefined;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpClient {
  /** Rejects with `HttpFailed`, or with the reason of the signal. */
  ask<T>(question: HttpQuestion<T>): Promise<HttpAnswer<T>>;
  /** How things stand with a line; closed when it was never called. */
  state(line: string): LineState;
  close(): Promise<void>;
}

/** Hops that are followed, each of them guarded like the first. */
const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** It is as it was; to a posted question a condition that does not hold says so (RFC 9110, 13.1.2). */
const UNCHANGED: ReadonlySet<number> = new Set([304, 412]);
/** Statuses after which the same request may end better. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Asks others patiently, but not for ever: see `HTTP_LIMITS`. UTF-8 is the only encoding that is read. */
export function createHttpClient({
  guard,
  limits,
  userAgent,
  key,
  now = () => new Date(),
}: HttpClientOptions): HttpClient {
  const { headersTimeout, timeout, longest, ...line } = { ...HTTP_LIMITS, ...limits };
  const fetch = createGuardedFetch(guard);
  const lines = new Map<string, Line>();
  const lineOf = (name: string) => {
    const found = lines.get(name) ?? new Line(line);
    lines.set(name, found);
    return found;
  };

  const call = async (url: string, question: HttpQuestion<unknown>, late: AbortSignal): Promise<GuardedAnswer> => {
    const { body, signal } = question;
    const method = body === undefined ? "GET" : "POST";
    const named = {
      accept: "application/json",
      "accept-encoding": ACCEPT_ENCODING,
      "user-agent": userAgent,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...question.headers,
    };
    const headers = key === undefined ? named : await signedHeaders({ method, url, headers: named, body }, key, now());
    const end = AbortSignal.any([signal, late]);
    const request = { method, headers, timeout, headersTimeout, longest, signal: end } as const;
    const answer = await fetch(url, body === undefined ? request : { ...request, body }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw failureOf(error);
    });
    if (!answer.complete) {
      signal.throwIfAborted();
      if (late.aborted) throw new HttpFailed("timeout", `more than ${timeout} ms`, { again: true });
      if (answer.body.length >= longest) throw tooLarge(longest);
      throw new HttpFailed("unreachable", "the answer broke off", { again: true });
    }
    return answer;
  };

  const follow = async (question: HttpQuestion<unknown>): Promise<GuardedAnswer> => {
    const late = AbortSignal.timeout(timeout);
    let url = question.url;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await call(url, question, late);
      if (!REDIRECTS.has(answer.status)) return answer;
      const { location = "" } = answer.headers;
      if (question.body !== undefined || !URL.canParse(location, url)) throw new HttpFailed("refused", "a redirect");
      url = new URL(location, url).href;
    }
    throw new HttpFailed("refused", `more than ${MOST_REDIRECTS} redirects`);
  };

  const attempt = async <T>(question: HttpQuestion<T>): Promise<HttpAnswer<T>> => {
    const { status, headers, body } = await follow(question);
    const conditional = Object.keys(question.headers ?? {}).some((name) => name.startsWith("if-"));
    if (conditional && UNCHANGED.has(status)) return { value: undefined, headers };
    if (status !== 200) {
      const wait = readRetryAfter(headers["retry-after"], now());
      throw new HttpFailed("refused", `status ${status}`, { again: PASSING.has(status), wait });
    }
    const unpacked = await unpack(body, headers["content-encoding"], longest);
    return { value: question.read(readText(unpacked, headers["content-type"])), headers };
  };

  return {
    ask: (question) => lineOf(question.line).run(() => attempt(question), question.signal),
    state: (name) => (lines.get(name) ?? new Line(line)).state,
    close: () => fetch.close(),
  };
}

/** What an error before the answer's body means. A name that cannot be resolved today may be tomorrow. */
function failureOf(error: unknown): HttpFailed {
  if (error instanceof RefusedAddress) {
    if (error.fault !== "unresolved") return new HttpFailed("forbidden_address", error.fault);
    return new HttpFailed("unreachable", "its name cannot be resolved", { again: true });
  }
  const found = callErrorOf(error);
  if (found === "timeout") return new HttpFailed("timeout", "no answer in time", { again: true });
  if (found === "bad-answer") return new HttpFailed("malformed", "not HTTP");
  return new HttpFailed("unreachable", found, { again: found === "connection" });
}
