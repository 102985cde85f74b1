/** Any value of a document as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json | undefined;
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The keys that have a value: one that is undefined is not there, as in JSON. */
export function keysOf(record: JsonRecord): readonly string[] {
  return Object.keys(record).filter((key) => record[key] !== undefined);
}

/** Whether two values are the same JSON; the order of keys does not count, that of lists does. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, at) => same(item, other[at]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = keysOf(one);
  return keys.length === keysOf(other).length && keys.every((key) => same(one[key], other[key]));
}
