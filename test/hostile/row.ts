import type { Raw, Sent } from "./wire.js";

/** One hostile input and the answer that is safe. */
export interface Row {
  /** Its number in the catalogue of hostile inputs. */
  readonly n: number;
  readonly what: string;
  readonly send: Sent | Raw;
  /** The answer's status; 0 is a connection that is closed without a word. */
  readonly status: number | readonly number[];
  /** The code of the first error. */
  readonly code?: string;
  /** What the body must not have in it, beside what no body may. */
  readonly without?: RegExp;
  /** Each field that is null has an error of its own: the answer may be as long as that takes. */
  readonly each?: boolean;
  /** What the body must have in it. */
  readonly body?: RegExp;
}

export const JSON_TYPE = { "content-type": "application/json" };

/** A question as clients put it. */
export function asks(query: string, variables: unknown = {}, headers: Record<string, string> = {}): Sent {
  return { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ query, variables }) };
}

/** A body as it is. */
export function posts(body: string | Buffer, headers: Record<string, string> = {}): Sent {
  return { headers: { ...JSON_TYPE, ...headers }, body };
}

/** A question in the address. */
export function gets(params: string, headers: Record<string, string> = { "apollo-require-preflight": "1" }): Sent {
  return { method: "GET", path: `/graphql?${params}`, headers };
}

/** A request written by hand. */
export function writes(lines: readonly string[], body: string | Buffer = ""): Raw {
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return { bytes: Buffer.concat([head, Buffer.from(body)]) };
}

export const times = (count: number, piece: (index: number) => string, between = " ") =>
  Array.from({ length: count }, (_, index) => piece(index)).join(between);

export const STATES = "{ states { code } }";
export const QUESTION = JSON.stringify({ query: STATES });
