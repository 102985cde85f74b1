import type { ProgramDocument } from "../../document/program-document.js";
import { isList, isRecord, type Json, type JsonRecord, keysOf, same } from "./json.js";
import { named } from "./lists.js";
import { mergeOrder } from "./merge-order.js";
import { mergePositions } from "./merge-positions.js";
import { type Path, WHOLE_FIELDS } from "./path.js";

/** A place that both sides changed, each in its own way; null where there is nothing. */
export interface RebaseConflict {
  readonly path: Path;
  readonly base: Json;
  readonly mine: Json;
  readonly theirs: Json;
}

export type Rebased =
  | { readonly document: ProgramDocument }
  | { readonly conflicts: readonly [RebaseConflict, ...RebaseConflict[]] };

/** What three sides have at one place; undefined where there is nothing. */
export interface Three<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** Joins what stands at a place; tells of each conflict and goes on with `mine` there. */
export type Join = (three: Three<Json | undefined>, path: Path) => Json | undefined;

/**
 * Puts the changes from `base` to `mine` on top of `theirs`, field by field. Both sides changing the same field differently, or one
 * removing what the other changed within, is a conflict; the same change on both sides is none. It makes no difference who is
 * mine and who is theirs. The document is not checked: changes that fit each by itself may contradict each other.
 */
export function rebase(base: ProgramDocument, mine: ProgramDocument, theirs: ProgramDocument): Rebased {
  const conflicts: RebaseConflict[] = [];
  const document = joinWith(conflicts)({ base: base as Json, mine: mine as Json, theirs: theirs as Json }, []);
  const [first, ...others] = conflicts;
  return first === undefined ? { document: document as ProgramDocument } : { conflicts: [first, ...others] };
}

function joinWith(conflicts: RebaseConflict[]): Join {
  const join: Join = ({ base, mine, theirs }, path) => {
    if (same(mine, theirs) || same(theirs, base)) return mine;
    if (same(mine, base)) return theirs;
    const step = path.at(-1);
    const whole = typeof step === "string" && WHOLE_FIELDS.has(step);
    const joined = whole ? undefined : joinInside({ base, mine, theirs }, path, join);
    if (joined !== undefined) return joined;
    conflicts.push({ path, base: base ?? null, mine: mine ?? null, theirs: theirs ?? null });
    return mine;
  };
  return join;
}

function joinInside({ base, mine, theirs }: Three<Json | undefined>, path: Path, join: Join): Json | undefined {
  if (isRecord(base) && isRecord(mine) && isRecord(theirs)) return joinRecords({ base, mine, theirs }, path, join);
  if (!isList(base) || !isList(mine) || !isList(theirs)) return undefined;
  const [ours, here, there] = named([base, mine, theirs]) ?? [];
  if (!ours || !here || !there) return mergePositions({ base, mine, theirs }, path, join);
  return joinNamed({ base: ours, mine: here, theirs: there }, path, join);
}

/** Undefined when each side took away what the other left: a text without a word in any language is no text. */
function joinRecords({ base, mine, theirs }: Three<JsonRecord>, path: Path, join: Join): Json | undefined {
  const keys = new Set([base, mine, theirs].flatMap(keysOf));
  const entries = [...keys].flatMap((key) => {
    const value = join({ base: base[key], mine: mine[key], theirs: theirs[key] }, [...path, key]);
    return value === undefined ? [] : [[key, value] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function joinNamed(three: Three<ReadonlyMap<string, Json>>, path: Path, join: Join): Json | undefined {
  const { base, mine, theirs } = three;
  const orders = { base: [...base.keys()], mine: [...mine.keys()], theirs: [...theirs.keys()] };
  const names = new Set(Object.values(orders).flat());
  const items = new Map(
    [...names].flatMap((name) => {
      const at = { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) };
      const item = join(at, [...path, name]);
      return item === undefined ? [] : [[name, item] as const];
    }),
  );
  return mergeOrder(orders, new Set(items.keys()))?.flatMap((name) => items.get(name) ?? []);
}
