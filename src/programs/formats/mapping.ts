import type { Language, Text } from "../document/text.js";
import type { About } from "./format.js";
import { isRecord, type Json, type JsonRecord, Unreadable } from "./plain-json.js";

/** How one kind of value is written in another form, and read back; `undefined` is nothing. */
export interface Codec {
  write(value: unknown, about: About): unknown;
  read(raw: Json): unknown;
}

/** Where a part of the document goes. Both sides are keys with dots between them. */
export interface Field {
  readonly to: string;
  readonly path: string;
  readonly as: Codec;
  /** A condition hangs on it: without it the program cannot be read. */
  readonly vital?: boolean;
}

/** Writes each part of a document where the table says. */
export function writeFields(fields: readonly Field[], document: unknown, about: About): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const { to, path, as } of fields) {
    const value = at(document, path);
    const made = value === undefined ? undefined : as.write(value, about);
    if (made !== undefined) put(written, to, made);
  }
  return written;
}

/** Reads each part of a document from where the table says; what cannot be read is left out, and nothing vital may be. */
export function readFields(fields: readonly Field[], raw: JsonRecord): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const { to, path, as, vital = false } of fields) {
    const value = at(raw, to);
    const made = value === undefined ? undefined : as.read(value as Json);
    if (made !== undefined) put(document, path, made);
    else if (vital && value !== undefined) throw new Unreadable();
  }
  return document;
}

export function at(value: unknown, path: string): unknown {
  let inside = value;
  for (const key of path.split(".")) {
    if (!isRecord(inside) || !Object.hasOwn(inside, key)) return undefined;
    inside = inside[key];
  }
  return inside;
}

/** Paths come from tables of ours, never from what was sent. */
function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let inside = target;
  for (const key of keys) {
    if (!isRecord(inside[key])) inside[key] = {};
    inside = inside[key] as Record<string, unknown>;
  }
  inside[last] = value;
}

/** The very value, whatever it is. */
export const asItIs: Codec = { write: (value) => value, read: (raw) => raw };

/** A text that is nothing but one. */
export const plainText: Codec = {
  write: (value) => (typeof value === "string" ? value : undefined),
  read: (raw) => (typeof raw === "string" ? raw : undefined),
};

/** Each item of a list; those that cannot be read are left out. */
export function listOf(item: Codec): Codec {
  return {
    write: (value, about) =>
      Array.isArray(value) ? value.map((one) => item.write(one, about)).filter(isThere) : undefined,
    read: (raw) => (Array.isArray(raw) ? raw.map((one) => item.read(one)).filter(isThere) : undefined),
  };
}

/** Each item of a list of which none may be left out: an item that cannot be read makes the whole program unreadable. */
export function everyOf(item: Codec): Codec {
  const read = (raw: Json) => {
    const found = item.read(raw);
    if (found === undefined) throw new Unreadable();
    return found;
  };
  return { ...listOf(item), read: (raw) => (Array.isArray(raw) ? raw.map(read) : undefined) };
}

/** An object with members where a table says, and some that are always the same. */
export function objectOf(fields: readonly Field[], always: Readonly<Record<string, unknown>> = {}): Codec {
  return {
    write: (value, about) => ({ ...always, ...writeFields(fields, value, about) }),
    read: (raw) => (isRecord(raw) ? readFields(fields, raw) : undefined),
  };
}

/** The object that a text alone becomes, and back. */
export function textUnder(
  key: string,
  more: (text: string, about: About) => Readonly<Record<string, unknown>> = () => ({}),
): Codec {
  return {
    write: (value, about) => (typeof value === "string" ? { ...more(value, about), [key]: value } : undefined),
    read: (raw) => plainText.read(at(raw, key) as Json),
  };
}

const LANGUAGES: readonly Language[] = ["es", "en"];

/** A text in two languages as JSON-LD has it: a list of strings, each with its language. */
export const languageTexts: Codec = {
  write: (value) => languageStrings(value as Text),
  read(raw) {
    const found = (Array.isArray(raw) ? raw : [raw]).flatMap((one) => {
      const [language, text] = [at(one, "@language"), at(one, "@value")];
      const known = LANGUAGES.find((ours) => ours === language);
      return known !== undefined && typeof text === "string" ? [[known, text] as const] : [];
    });
    return found.length === 0 ? undefined : Object.fromEntries(found);
  },
};

export function languageStrings(text: Text): readonly object[] {
  return LANGUAGES.flatMap((language) => {
    const value = text[language];
    return value === undefined ? [] : [{ "@language": language, "@value": value }];
  });
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}
