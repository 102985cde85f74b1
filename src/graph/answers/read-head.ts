import type { IncomingHttpHeaders } from "node:http";
import Negotiator from "negotiator";
import { CREDENTIAL_HEADERS } from "../identity/authenticate.js";
import { acceptedLanguage, type Language } from "../language.js";
import { answerType } from "../media-type.js";
import { CODINGS, type Coding } from "./answer.js";

/** What the headers of a request say of the answer that is wanted. */
export interface Head {
  readonly language: Language;
  readonly type: string;
  readonly coding: Coding | undefined;
}

const CREDENTIALS = CREDENTIAL_HEADERS.map((name) => name.toLowerCase());

/** Undefined for who signs in, wants a page to look at, or wants something that is not to be had. */
export function readHead(headers: IncomingHttpHeaders): Head | undefined {
  if (CREDENTIALS.some((name) => headers[name] !== undefined)) return undefined;
  const { accept, "accept-language": languages, "accept-encoding": codings } = headers;
  if (accept?.includes("text/html")) return undefined;
  const type = answerType(accept);
  if (type === undefined) return undefined;
  return { type, language: languageOf(languages), coding: codings === undefined ? undefined : codingOf(codings) };
}

const languageOf = remembering(acceptedLanguage);
const codingOf = remembering((header: string): Coding | undefined => {
  // The first of ours that the client takes at all: packing is done once, whatever it prefers.
  const taken = new Negotiator({ headers: { "accept-encoding": header } }).encodings();
  return CODINGS.find((coding) => taken.includes(coding));
});

/** Clients send few different headers, and may make up many. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 200;

function remembering<Header extends string | undefined, T>(read: (header: Header) => T): (header: Header) => T {
  const known = new Map<Header, { readonly value: T }>();
  return (header) => {
    const found = known.get(header);
    if (found !== undefined) return found.value;
    const value = read(header);
    if (header !== undefined && header.length > LONGEST_REMEMBERED) return value;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(header, { value });
    return value;
  };
}
