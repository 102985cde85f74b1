import { createHash } from "node:crypto";

/**
 * JSON as RFC 8785 has it, so that equal values have equal text: members in the order of their names' UTF-16 units, no blanks, numbers
 * and texts as JavaScript writes them. What JSON has no word for is left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value) as string;
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return textOf(value.toJSON());
  if (Array.isArray(value)) return `[${value.map((inside) => textOf(inside) ?? "null").join(",")}]`;
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const text = textOf((value as Readonly<Record<string, unknown>>)[name]);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(",")}}`;
}

/** SHA-256 of a value's canonical JSON, in hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
