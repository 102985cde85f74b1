import type { Knowledge } from "../../rules/knowledge.js";

/**
 * A directory of firms with nothing worked out and nobody named: firms that state the same are kept once, with how many they are. Facts that
 * hang together (place; activity, staff, sales, size) are a group, and each different statement of a group is one of its cells.
 */
export interface Directory {
  readonly source: Source;
  readonly groups: readonly StatedGroup[];
  /** By group: the cell of each kind of firm. */
  readonly cellOf: readonly Uint32Array[];
  /** How many firms are of each kind. */
  readonly firms: Uint32Array;
}

export interface Source {
  readonly layout: "denue" | "facts";
  readonly rows: number;
  /** Rows that could not be read; they are in no count. */
  readonly rejected: number;
}

export interface StatedGroup {
  readonly columns: readonly StatedColumn[];
  readonly cells: number;
}

/** What the cells of a group state of one fact. */
export interface StatedColumn {
  readonly fact: string;
  /** Every different statement; `unasked` where a firm states nothing. */
  readonly values: readonly Knowledge[];
  /** By cell: which of them. */
  readonly valueAt: Uint32Array;
}
