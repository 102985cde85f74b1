export type UnknownRecord = Readonly<Record<string, unknown>>;

/** True for objects that are no lists. */
export const isRecord = (value: unknown): value is UnknownRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a key leads to when it is a key of its own; undefined otherwise. */
export const own = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
