import { hash } from "node:crypto";
import { HASH_BYTES, nodeHash } from "./hashes.js";

/** A subtree that nothing will change any more: of 2^level leaves, the `at`-th of its level from the left. */
export interface Subtree {
  readonly level: number;
  readonly at: number;
}

/** A subtree and its hash. Those of level 0 are the leaves. */
export interface MerkleNode extends Subtree {
  readonly hash: Buffer;
}

/** The subtrees that make up the leaves from `start` to before `end`; the largest first, as the tree of RFC 6962 is split. */
export function subtreesOf(start: number, end: number): readonly Subtree[] {
  const found: Subtree[] = [];
  for (let from = start; from < end; ) {
    const level = Math.floor(Math.log2(end - from));
    found.push({ level, at: from / 2 ** level });
    from += 2 ** level;
  }
  return found;
}

/** The hash over neighbouring subtrees, as `subtreesOf` gives them. */
export function foldSubtrees(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return hash("sha256", Buffer.alloc(0), "buffer");
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The growing tree: it holds no more than its right edge. */
export class MerkleTree {
  readonly #edge: Buffer[];

  /** A tree that has so many leaves already; `edge` are the hashes of `subtreesOf(0, size)`. */
  constructor(
    private count = 0,
    edge: readonly Buffer[] = [],
  ) {
    this.#edge = [...edge];
  }

  get size(): number {
    return this.count;
  }

  /** Adds a leaf; gives the subtrees that are whole with it, the leaf itself first. */
  add(leaf: Buffer): readonly MerkleNode[] {
    const made: MerkleNode[] = [{ level: 0, at: this.count, hash: leaf }];
    let [level, at, node] = [0, this.count, leaf];
    while (at % 2 === 1) {
      node = nodeHash(this.#edge.pop() as Buffer, node);
      level += 1;
      at = (at - 1) / 2;
      made.push({ level, at, hash: node });
    }
    this.#edge.push(node);
    this.count += 1;
    return made;
  }

  root(): Buffer {
    return foldSubtrees(this.#edge);
  }
}

/**
 * What the inclusion proof of a leaf is made of (RFC 9162, 2.1.3.1), from the leaf's side up: each step is one hash over these subtrees.
 * Needs `0 <= position < size`.
 */
export function auditPath(position: number, size: number): readonly (readonly Subtree[])[] {
  let [start, end] = [0, size];
  const steps: (readonly Subtree[])[] = [];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (position < middle) {
      steps.unshift(subtreesOf(middle, end));
      end = middle;
    } else {
      steps.unshift(subtreesOf(start, middle));
      start = middle;
    }
  }
  return steps;
}

/** The root that a proof leads to from a leaf (RFC 9162, 2.1.3.2); undefined when it proves nothing of such a position and size. */
export function rootOf(leaf: Buffer, position: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  const whole = Number.isSafeInteger(position) && Number.isSafeInteger(size);
  if (!whole || position < 0 || position >= size || path.some(({ length }) => length !== HASH_BYTES)) return undefined;
  let [at, last, node] = [position, size - 1, leaf];
  for (const step of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(step, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else node = nodeHash(node, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? node : undefined;
}

const half = (value: number) => Math.floor(value / 2);

function largestPowerBelow(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}
