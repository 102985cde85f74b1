import type { ProgramDocument } from "../../document/program-document.js";
import { isList, isRecord, type Json, type JsonRecord, keysOf, same } from "./json.js";
import { placeAt } from "./label.js";
import { aligned, named } from "./lists.js";
import { type Path, WHOLE_FIELDS } from "./path.js";

/**
 * One thing that two documents do not have in common.
 *
 * - `added`: `after` stands where nothing was; in lists by position the path says where it stands afterwards.
 * - `removed`: `before` is gone; in lists by position the path says where it stood.
 * - `changed`: `before` became `after`; in lists by position the path says where it stood.
 * - `moved`: the items of the list at the path are in another order; `before` and `after` are their names in order.
 */
export interface Difference {
  readonly path: Path;
  readonly kind: DifferenceKind;
  readonly before: Json;
  readonly after: Json;
}
export type DifferenceKind = "added" | "removed" | "changed" | "moved";

/**
 * What differs between two documents, field by field, in the order of the shape of documents. Items that have an id are told apart by it and
 * codes by themselves; other items by what they say. Null is a program that is not there. `applyDifferences` is the way back.
 */
export function differences(before: ProgramDocument | null, after: ProgramDocument | null): readonly Difference[] {
  return inRecords((before ?? {}) as JsonRecord, (after ?? {}) as JsonRecord, []);
}

function between(before: Json | undefined, after: Json | undefined, path: Path): readonly Difference[] {
  if (same(before, after)) return [];
  if (after === undefined) return [{ path, kind: "removed", before: before ?? null, after: null }];
  if (before === undefined) return [{ path, kind: "added", before: null, after }];
  if (isRecord(before) && isRecord(after)) return inRecords(before, after, path);
  if (isList(before) && isList(after)) return inLists(before, after, path);
  return [changed(before, after, path)];
}

function changed(before: Json, after: Json, path: Path): Difference {
  return { path, kind: "changed", before, after };
}

function inRecords(before: JsonRecord, after: JsonRecord, path: Path): readonly Difference[] {
  const keys = new Set([...keysOf(before), ...keysOf(after)]);
  // Stored documents have their keys in an order of PostgreSQL's.
  const inOrder = Object.keys(placeAt(path)?.fields ?? {}).filter((key) => keys.has(key));
  return [...new Set([...inOrder, ...keys])].flatMap((key) => {
    const [one, other] = [before[key], after[key]];
    const whole = WHOLE_FIELDS.has(key) && one !== undefined && other !== undefined && !same(one, other);
    return whole ? [changed(one, other, [...path, key])] : between(one, other, [...path, key]);
  });
}

function inLists(before: readonly Json[], after: readonly Json[], path: Path): readonly Difference[] {
  const [one, other] = named([before, after]) ?? [];
  return one && other ? byName(one, other, path) : byPosition(before, after, path);
}

type Named = ReadonlyMap<string, Json>;

function byName(before: Named, after: Named, path: Path): readonly Difference[] {
  const inside = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    between(before.get(name), after.get(name), [...path, name]),
  );
  const stay = [...before.keys()].filter((name) => after.has(name));
  const unordered = [...stay, ...[...after.keys()].filter((name) => !before.has(name))];
  const order = [...after.keys()];
  return same(unordered, order)
    ? inside
    : [...inside, { path, kind: "moved", before: [...before.keys()], after: order }];
}

function byPosition(before: readonly Json[], after: readonly Json[], path: Path): readonly Difference[] {
  const pairs = aligned(before, after);
  if (pairs === undefined) return [changed(before, after, path)];
  const partner = new Map(pairs);
  const paired = new Set(partner.values());
  const stood = before.flatMap((item, at) => {
    const to = partner.get(at);
    return between(item, to === undefined ? undefined : after[to], [...path, at]);
  });
  const fresh = after.flatMap((item, at) => (paired.has(at) ? [] : between(undefined, item, [...path, at])));
  return [...stood, ...fresh];
}
