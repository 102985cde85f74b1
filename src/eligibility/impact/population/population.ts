import type { OfficialCodes } from "../../ports.js";
import { understand } from "../../profile/understand.js";
import { type Knowledge, type Profile, UNASKED } from "../../rules/knowledge.js";
import { factsTogether } from "../../screening/judging/fields-together.js";
import {
  byDimension,
  compareLines,
  type Dimension,
  toldBy,
  UNKNOWN,
  whereItCounts,
} from "../../screening/totals/where-it-counts.js";
import type { Directory, Source, StatedGroup } from "./directory.js";
import { encodeDirectory } from "./format.js";
import { Dictionary } from "./statement-reader.js";

/** Firms, ready for any two rule sets to be compared over them. It is the same for all rules: every value is kept as it was stated. */
export interface Population {
  /** SHA-256 of the file that holds it. */
  readonly digest: string;
  readonly source: Source;
  readonly firms: number;
  /** How many firms are of each kind. */
  readonly firmsOf: Uint32Array;
  readonly groups: readonly UnderstoodGroup[];
  /** What holds of every firm, being stated of none: the defaults of facts. */
  readonly assumed: Profile;
  /** In which line of the totals a kind of firm counts. */
  readonly lines: Readonly<Record<Dimension, Lines>>;
}

/** Facts that hang together, as they are understood. */
export interface UnderstoodGroup {
  /** Every fact that something is known of, stated or worked out. */
  readonly facts: ReadonlyMap<string, FactColumn>;
  readonly cells: number;
  /** By kind of firm: its cell. */
  readonly cellOf: Uint32Array;
}

/** What is known of one fact. */
export interface FactColumn {
  /** Every different knowledge, each once. */
  readonly values: readonly Knowledge[];
  /** By cell: which of them. */
  readonly valueAt: Uint32Array;
}

export interface Lines {
  /** Codes of states, two digits of SCIAN, or sizes; `unknown` where the directory does not tell. */
  readonly values: readonly string[];
  /** By cell of the group that tells it: which line. */
  readonly lineOf: Uint32Array;
  /** By kind of firm: its cell in that group. */
  readonly cellOf: Uint32Array;
}

/** Works out what follows from what the firms state. `digest` is that of the file, where it is known. */
export function understandDirectory(directory: Directory, codes: OfficialCodes, digest?: string): Population {
  const { source, firms } = directory;
  const understood = directory.groups.map((group, at) =>
    understandGroup(group, directory.cellOf[at] as Uint32Array, codes),
  );
  const told = new Set(understood.flatMap(({ together }) => [...together]));
  const defaults = understand(new Map(), codes).profile;
  const nowhere: Lines = { values: [UNKNOWN], lineOf: new Uint32Array(1), cellOf: new Uint32Array(firms.length) };
  return {
    digest: digest ?? encodeDirectory(directory).subarray(-32).toString("hex"),
    source,
    firms: firms.reduce((sum, count) => sum + count, 0),
    firmsOf: firms,
    groups: understood.map(({ group }) => group),
    assumed: new Map([...defaults].filter(([fact]) => !told.has(fact))),
    lines: byDimension(
      (dimension) => understood.find(({ lines }) => lines.has(dimension))?.lines.get(dimension) ?? nowhere,
    ),
  };
}

function understandGroup({ columns, cells }: StatedGroup, cellOf: Uint32Array, codes: OfficialCodes) {
  const together = factsTogether(columns.map(({ fact }) => fact));
  const found = new Map([...together].map((fact) => [fact, new ColumnMaker(cells)]));
  const told = new Map(toldBy(together).map((dimension) => [dimension, new LineMaker(cells)]));
  for (let cell = 0; cell < cells; cell++) {
    const stated = columns.flatMap(({ fact, values, valueAt }): [string, Knowledge][] => {
      const value = values[valueAt[cell] as number] ?? UNASKED;
      return value.kind === "unasked" ? [] : [[fact, value]];
    });
    const { profile } = understand(new Map(stated), codes);
    for (const [fact, column] of found) column.put(cell, profile.get(fact) ?? UNASKED);
    const place = whereItCounts(profile);
    for (const [dimension, lines] of told) lines.put(cell, place[dimension]);
  }
  const group: UnderstoodGroup = {
    facts: new Map([...found].flatMap(([fact, made]) => (made.saysNothing ? [] : [[fact, made.column()]]))),
    cells,
    cellOf,
  };
  return { together, group, lines: new Map([...told].map(([dimension, made]) => [dimension, made.lines(cellOf)])) };
}

class ColumnMaker {
  readonly #dictionary = new Dictionary();
  readonly #valueAt: Uint32Array;

  constructor(cells: number) {
    this.#valueAt = new Uint32Array(cells);
  }

  put(cell: number, knowledge: Knowledge): void {
    this.#valueAt[cell] = this.#dictionary.add(knowledge);
  }

  get saysNothing(): boolean {
    return this.#dictionary.values.every(({ kind }) => kind === "unasked" || kind === "declined");
  }

  column(): FactColumn {
    return { values: this.#dictionary.values, valueAt: this.#valueAt };
  }
}

class LineMaker {
  readonly #values: string[] = [];
  readonly #lineOf: Uint32Array;

  constructor(cells: number) {
    this.#lineOf = new Uint32Array(cells);
  }

  put(cell: number, value: string): void {
    const found = this.#values.indexOf(value);
    this.#lineOf[cell] = found < 0 ? this.#values.push(value) - 1 : found;
  }

  /** In the order in which lines are shown. */
  lines(cellOf: Uint32Array): Lines {
    const values = [...this.#values].sort(compareLines);
    const placeOf = this.#values.map((value) => values.indexOf(value));
    return { values, lineOf: this.#lineOf.map((line) => placeOf[line] as number), cellOf };
  }
}
