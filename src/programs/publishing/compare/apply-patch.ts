import type { ProgramDocument } from "../../document/program-document.js";
import { isList, isRecord, type Json, type JsonRecord } from "./json.js";
import { nameOf } from "./lists.js";
import type { Path } from "./path.js";

/** The lists whose items are known by their id, as places of the document. */
export const LISTS_BY_ID: readonly string[] = [
  "requirements",
  "evidence",
  "citations",
  "cases",
  "supports.calculations",
];

/** Why a patch is refused, and where in it. */
export interface PatchRefusal {
  readonly path: Path;
  readonly reason: "FORBIDDEN_KEY" | "TOO_DEEP" | "NOT_A_RECORD" | "OTHER_ID";
}

/** The document is what the patch makes of it, not yet checked against the shape of a document. */
export type Patched = { readonly document: Json } | { readonly refused: PatchRefusal };

/** Names that mean something else to JavaScript than a field of a document. */
export const FORBIDDEN_KEYS: readonly string[] = ["__proto__", "constructor", "prototype"];
const DEEPEST = 64;

/**
 * Applies a JSON Merge Patch (RFC 7396): fields of the patch replace those of the document, records are patched inside, null removes.
 *
 * One thing more than the RFC has: where the document has a list of items with an `id` (requirements, evidence, citations, cases,
 * supports.calculations), a patch may be a record by id in place of a whole new list: `{"requirements": {"is-msme": {"note": null}}}`.
 * A record changes the item, or adds it at the end where there is none; null removes it. A list still replaces the whole list.
 *
 * Refused are the keys `__proto__`, `constructor` and `prototype` wherever they stand, a patch that is no record or is more than
 * 64 levels deep, an item that is no record, and one that says another id than it stands under.
 */
export function applyPatch(document: ProgramDocument, patch: unknown): Patched {
  const refused = refusalOf(patch, []);
  if (refused !== undefined) return { refused };
  return { document: patched(document as Json, patch as Json, "") };
}

function patched(target: Json | undefined, patch: Json, place: string): Json {
  if (!isRecord(patch)) return patch;
  if (LISTS_BY_ID.includes(place)) return patchedList(isList(target) ? target : [], patch, place);
  const fields = new Map(Object.entries(isRecord(target) ? target : {}));
  for (const [key, value] of given(patch)) {
    if (value === null) fields.delete(key);
    else fields.set(key, patched(fields.get(key), value, place === "" ? key : `${place}.${key}`));
  }
  return Object.fromEntries(fields);
}

function patchedList(list: readonly Json[], patch: JsonRecord, place: string): Json {
  const parts = new Map(given(patch));
  const known = new Set(list.map(nameOf));
  const fresh = [...parts.keys()].filter((id) => !known.has(id)).map((id): Json => ({ id }));
  return [...list, ...fresh].flatMap((item) => {
    const part = parts.get(nameOf(item) ?? "");
    if (part === undefined) return [item];
    return part === null ? [] : [patched(item, part, `${place}.${nameOf(item)}`)];
  });
}

function given(patch: JsonRecord): readonly (readonly [string, Json])[] {
  return Object.entries(patch).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

function refusalOf(patch: unknown, path: Path): PatchRefusal | undefined {
  if (path.length > DEEPEST) return { path, reason: "TOO_DEEP" };
  if (path.length === 0 && !isRecord(patch)) return { path, reason: "NOT_A_RECORD" };
  if (isList(patch)) return firstOf(patch.map((item, at) => refusalOf(item, [...path, at])));
  if (!isRecord(patch)) return undefined;
  const byId = LISTS_BY_ID.includes(path.join("."));
  return firstOf(
    given(patch).map(([key, value]) => {
      const at = [...path, key];
      if (FORBIDDEN_KEYS.includes(key)) return { path: at, reason: "FORBIDDEN_KEY" };
      if (byId && value !== null && !isRecord(value)) return { path: at, reason: "NOT_A_RECORD" };
      if (byId && isRecord(value) && value.id !== undefined && value.id !== key)
        return { path: at, reason: "OTHER_ID" };
      return refusalOf(value, at);
    }),
  );
}

function firstOf(refusals: readonly (PatchRefusal | undefined)[]): PatchRefusal | undefined {
  return refusals.find((refusal) => refusal !== undefined);
}
