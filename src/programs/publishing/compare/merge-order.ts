import { same } from "./json.js";
import type { Three } from "./rebase.js";

type Names = readonly string[];

/**
 * The order of a list that two sides changed: those of the base as whichever side moved them has them, and new ones after the
 * item they were put after. Undefined when both sides moved them, each in its own way.
 */
export function mergeOrder({ base, mine, theirs }: Three<Names>, stay: ReadonlySet<string>): Names | undefined {
  const known = new Set(base);
  const [kept, keptByThem] = [new Set(mine), new Set(theirs)];
  const everywhere = (name: string) => known.has(name) && kept.has(name) && keptByThem.has(name);
  const was = base.filter(everywhere);
  const here = mine.filter(everywhere);
  const there = theirs.filter(everywhere);
  const moved = same(here, was) ? theirs : mine;
  if (!same(here, was) && !same(there, was) && !same(here, there)) return undefined;

  const old = moved.filter((name) => known.has(name) && stay.has(name));
  const anchors = new Set(old);
  const own = newAfter(mine, known, anchors, stay);
  const others = newAfter(theirs, known, anchors, stay);
  const blocks = (anchor: string) => joinBlocks(own.get(anchor) ?? [], others.get(anchor) ?? []);
  return [...new Set([START, ...old].flatMap((name) => [name, ...blocks(name)]))].filter((name) => name !== START);
}

/** Stands before the first item; no name of an item is empty. */
const START = "";
type Blocks = ReadonlyMap<string, Names>;

function newAfter(
  names: Names,
  known: ReadonlySet<string>,
  anchors: ReadonlySet<string>,
  stay: ReadonlySet<string>,
): Blocks {
  const blocks = new Map<string, string[]>();
  let anchor = START;
  for (const name of names) {
    if (anchors.has(name)) anchor = name;
    else if (!known.has(name) && stay.has(name)) {
      const block = blocks.get(anchor) ?? [];
      block.push(name);
      blocks.set(anchor, block);
    }
  }
  return blocks;
}

/** Both sides put something at the same place: who is called mine must not decide which comes first. */
function joinBlocks(one: Names, other: Names): Names {
  return [one, other].sort((a, b) => (a.join() < b.join() ? -1 : 1)).flat();
}
