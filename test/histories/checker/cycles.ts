import type { Edge, Graph, Why } from "./graph.js";

/** A way from a transaction back to itself: which one, and why the next comes after it. */
export type Cycle = readonly { readonly at: number; readonly why: Why }[];

/** One short cycle of each knot of the graph (a strongly connected part) over edges of these kinds. */
export function cyclesOf(graph: Graph, kinds: ReadonlySet<Why>): readonly Cycle[] {
  const taken = graph.map((edges) => edges.filter(({ why }) => kinds.has(why)));
  return knotsOf(taken).map((knot) => shortest(taken, new Set(knot)));
}

/** Tarjan's algorithm, without recursion: histories are long. Only knots of more than one transaction; nobody waits for themselves. */
function knotsOf(graph: readonly (readonly Edge[])[]): readonly (readonly number[])[] {
  const index = new Int32Array(graph.length).fill(-1);
  const low = new Int32Array(graph.length);
  const onStack = new Uint8Array(graph.length);
  const stack: number[] = [];
  const knots: number[][] = [];
  let count = 0;
  const enter = (at: number) => {
    index[at] = low[at] = count++;
    stack.push(at);
    onStack[at] = 1;
    return { at, next: 0 };
  };
  for (let root = 0; root < graph.length; root += 1) {
    if (index[root] !== -1) continue;
    const way = [enter(root)];
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const { at } = top;
      const to = graph[at]?.[top.next++]?.to;
      if (to !== undefined) {
        if (index[to] === -1) way.push(enter(to));
        else if (onStack[to]) low[at] = Math.min(low[at] ?? 0, index[to] ?? 0);
        continue;
      }
      way.pop();
      const above = way.at(-1)?.at;
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[at] ?? 0);
      if (low[at] !== index[at]) continue;
      const knot = stack.splice(stack.lastIndexOf(at));
      for (const one of knot) onStack[one] = 0;
      if (knot.length > 1) knots.push(knot);
    }
  }
  return knots;
}

/** The shortest way back to itself of any member of a knot, by breadth. Of a large knot a hundred members are tried. */
function shortest(graph: readonly (readonly Edge[])[], knot: ReadonlySet<number>): Cycle {
  let best: Cycle = [];
  for (const start of [...knot].slice(0, 100)) {
    const found = wayBack(graph, knot, start);
    if (found.length > 0 && (best.length === 0 || found.length < best.length)) best = found;
  }
  return best;
}

function wayBack(graph: readonly (readonly Edge[])[], knot: ReadonlySet<number>, start: number): Cycle {
  const from = new Map<number, { readonly at: number; readonly why: Why }>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { to, why } of graph[at] ?? []) {
      if (!knot.has(to) || from.has(to)) continue;
      from.set(to, { at, why });
      if (to !== start) waiting.push(to);
      else return trace(from, start);
    }
  }
  return [];
}

function trace(from: ReadonlyMap<number, { readonly at: number; readonly why: Why }>, start: number): Cycle {
  const cycle: { at: number; why: Why }[] = [];
  let step = from.get(start);
  while (step !== undefined) {
    cycle.unshift({ ...step });
    if (step.at === start) break;
    step = from.get(step.at);
  }
  return cycle;
}
