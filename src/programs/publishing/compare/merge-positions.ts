import { type Json, same } from "./json.js";
import { aligned } from "./lists.js";
import type { Path } from "./path.js";
import type { Join, Three } from "./rebase.js";

type List = readonly Json[];

/** What became of a list: of each of its items, and what was put before each and at the end. */
interface Fate {
  readonly items: readonly (Json | undefined)[];
  readonly put: readonly List[];
}

/**
 * Joins lists whose items only their positions and contents tell apart. Undefined when both sides put different things at the same
 * place, since nothing says in what order they belong, and of lists too long to compare.
 */
export function mergePositions({ base, mine, theirs }: Three<List>, path: Path, join: Join): List | undefined {
  const [own, others] = [fateOf(base, mine), fateOf(base, theirs)];
  if (own === undefined || others === undefined) return undefined;
  const put = own.put.map((one, at) => joinPut(one, others.put[at] ?? []));
  if (put.includes(undefined)) return undefined;
  const items = base.map((item, at) =>
    join({ base: item, mine: own.items[at], theirs: others.items[at] }, [...path, at]),
  );
  return put.flatMap((fresh, at) => [...(fresh ?? []), ...(items[at] === undefined ? [] : [items[at]])]);
}

function joinPut(one: List, other: List): List | undefined {
  if (other.length === 0 || same(one, other)) return one;
  return one.length === 0 ? other : undefined;
}

function fateOf(base: List, side: List): Fate | undefined {
  const pairs = aligned(base, side);
  if (pairs === undefined) return undefined;
  const partner = new Map(pairs);
  const put: Json[][] = Array.from({ length: base.length + 1 }, () => []);
  const cameFrom = new Map(pairs.map(([from, to]) => [to, from]));
  let place = 0;
  for (const [at, item] of side.entries()) {
    const from = cameFrom.get(at);
    if (from === undefined) put[place]?.push(item);
    else place = from + 1;
  }
  const items = base.map((_, at) => {
    const to = partner.get(at);
    return to === undefined ? undefined : side[to];
  });
  return { items, put };
}
