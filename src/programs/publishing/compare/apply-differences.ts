import type { ProgramDocument } from "../../document/program-document.js";
import type { Difference } from "./differences.js";
import { isList, isRecord, type Json, type JsonRecord, keysOf } from "./json.js";
import { nameOf } from "./lists.js";
import type { Step } from "./path.js";

type Differences = readonly Difference[];

/**
 * Makes of a document the one that the differences lead to: `applyDifferences(before, differences(before, after))` is `after`,
 * the order of its lists included. The differences must be all of those found from this document.
 */
export function applyDifferences(before: ProgramDocument | null, differences: Differences): ProgramDocument | null {
  const after = applied((before ?? {}) as JsonRecord, differences, 0);
  return isRecord(after) && keysOf(after).length > 0 ? (after as ProgramDocument) : null;
}

/** A value after those differences that lie at or inside its own place, which is `depth` steps from the root. */
function applied(value: Json | undefined, differences: Differences, depth: number): Json | undefined {
  const here = differences.find(({ path, kind }) => path.length === depth && kind !== "moved");
  if (here !== undefined) return here.kind === "removed" ? undefined : here.after;
  if (differences.length === 0) return value;
  if (!isList(value)) return inRecord(isRecord(value) ? value : {}, differences, depth);
  const positions = differences.some(({ path }) => typeof path[depth] === "number");
  return positions ? byPosition(value, differences, depth) : byName(value, differences, depth);
}

function inRecord(record: JsonRecord, differences: Differences, depth: number): Json {
  const inside = byStep(differences, depth);
  const keys = new Set([...keysOf(record), ...([...inside.keys()] as string[])]);
  const entries = [...keys].map((key) => [key, applied(record[key], inside.get(key) ?? [], depth + 1)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function byName(list: readonly Json[], differences: Differences, depth: number): Json {
  const order = differences.find(({ path }) => path.length === depth)?.after as readonly string[] | undefined;
  const inside = byStep(
    differences.filter(({ path }) => path.length > depth),
    depth,
  );
  const before = new Map(list.map((item) => [nameOf(item), item]));
  const names = new Set([...before.keys(), ...([...inside.keys()] as string[])]);
  const after = new Map(
    [...names].map((name) => [name, applied(before.get(name), inside.get(name ?? "") ?? [], depth + 1)]),
  );
  return [...(order ?? names)].flatMap((name) => after.get(name) ?? []);
}

function byPosition(list: readonly Json[], differences: Differences, depth: number): Json {
  const isNew = ({ path, kind }: Difference) => kind === "added" && path.length === depth + 1;
  const inside = byStep(
    differences.filter((difference) => !isNew(difference)),
    depth,
  );
  const after = list.flatMap((item, at) => {
    const value = applied(item, inside.get(at) ?? [], depth + 1);
    return value === undefined ? [] : [value];
  });
  const fresh = differences.filter(isNew).sort((one, other) => Number(one.path[depth]) - Number(other.path[depth]));
  for (const { path, after: item } of fresh) after.splice(Number(path[depth]), 0, item);
  return after;
}

function byStep(differences: Differences, depth: number): ReadonlyMap<Step, Differences> {
  return Map.groupBy(differences, ({ path }) => path[depth] ?? "");
}
