/** JSON that somebody else sent, copied: only own members of plain objects, so that nothing it was made of can surprise. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export type JsonRecord = { readonly [key: string]: Json };

/** Deepest nesting and most values that are read: several times what the largest program has. */
const DEEPEST = 64;
const MOST_VALUES = 50_000;
/** Names that a program which copies members carelessly would stumble over. */
const NEVER = new Set(["__proto__", "constructor", "prototype"]);

/** Something that cannot be left out cannot be read. */
export class Unreadable extends Error {}

/** Reads what somebody else sent. What is no plain JSON, is too large or holds something that cannot be read gives `undefined`. */
export function readUntrusted<T>(raw: unknown, read: (record: JsonRecord) => T | undefined): T | undefined {
  const plain = copied(raw);
  if (!isRecord(plain)) return undefined;
  try {
    return read(plain);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON of a text, or `undefined`. */
export function parsed(text: string): Json | undefined {
  try {
    return copied(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Copying runs whatever the value is made of (accessors, proxies), so that whatever it throws is its own affair. */
function copied(raw: unknown): Json | undefined {
  let left = MOST_VALUES;
  const copy = (value: unknown, depth: number): Json => {
    left -= 1;
    if (left < 0 || depth > DEEPEST) throw new Unreadable();
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (Array.isArray(value)) return Array.from(value.slice(0, left + 1), (item) => copy(item, depth + 1));
    if (typeof value !== "object" || !isPlain(value)) throw new Unreadable();
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name, inside]) => !NEVER.has(name) && inside !== undefined)
        .map(([name, inside]) => [name, copy(inside, depth + 1)]),
    );
  };
  try {
    return copy(raw, 0);
  } catch {
    return undefined;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Values of another realm have another Object.prototype; it is told by having none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
