import type { HttpClient, HttpQuestion } from "../../../platform/http/http-client.js";
import { HttpFailed } from "../../../platform/http/http-failed.js";
import { type Source, SourceFailed, type Validators } from "../source.js";

const LONGEST_VALIDATOR = 1_000;

export interface FeedQuestion<T> extends Omit<HttpQuestion<T>, "line" | "url" | "read"> {
  readonly url: string | URL;
  /** By what the answer may say that nothing has changed. */
  readonly last?: Validators | null;
  /** What the text says; throws what `malformed` gives. */
  readonly read: (text: string) => T;
}

export interface FeedAnswer<T> {
  /** Undefined when nothing has changed. */
  readonly value: T | undefined;
  readonly validators: Validators | null;
}

/** The form is not what it should be. The detail says where, and quotes nothing. */
export const malformed = (detail: string) => new HttpFailed("malformed", detail);

/** Puts a question to the publisher of a source; what becomes of it counts for that source alone. */
export async function askFeed<T>(
  http: HttpClient,
  { key }: Source,
  { last = null, url, headers, ...question }: FeedQuestion<T>,
): Promise<FeedAnswer<T>> {
  try {
    const named = { ...headers, ...conditions(last) };
    const answer = await http.ask({ ...question, line: key, url: String(url), headers: named });
    return { value: answer.value, validators: validatorsOf(answer.headers) };
  } catch (error) {
    throw error instanceof HttpFailed ? new SourceFailed(error.kind, error.detail) : error;
  }
}

/** A part of a feed that was asked for without conditions. */
export async function askPage<T>(http: HttpClient, source: Source, question: FeedQuestion<T>): Promise<T> {
  const { value } = await askFeed(http, source, question);
  if (value === undefined) throw new SourceFailed("malformed", "unchanged, which was not asked");
  return value;
}

/** The address of a source with parameters added to those that it has. */
export function withParameters(address: string, parameters: Readonly<Record<string, string>>): URL | string {
  // What is no address is refused with its fault when it is called.
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

function conditions(last: Validators | null): Readonly<Record<string, string>> {
  if (last === null) return {};
  if (last.etag !== null) return { "if-none-match": last.etag };
  return last.lastModified === null ? {} : { "if-modified-since": last.lastModified };
}

function validatorsOf(headers: Readonly<Record<string, string>>): Validators | null {
  const [etag, lastModified] = [headers.etag, headers["last-modified"]].map((value) =>
    value !== undefined && value.length <= LONGEST_VALIDATOR && /^[\x20-\x7e]+$/.test(value) ? value : null,
  );
  if (etag == null && lastModified == null) return null;
  return { etag: etag ?? null, lastModified: lastModified ?? null };
}
