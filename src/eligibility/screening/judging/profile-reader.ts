import type { OfficialCodes } from "../../ports.js";
import { understand } from "../../profile/understand.js";
import { judgeCriterion } from "../../rules/judge.js";
import { type Knowledge, type Profile, UNASKED } from "../../rules/knowledge.js";
import { type Criterion, factOf } from "../../rules/rule.js";
import type { Truth } from "../../rules/truth.js";
import type { RowScanner } from "../csv/row-scanner.js";
import { textOf } from "../csv/text.js";
import { ValueTable } from "../csv/value-table.js";
import type { RowFault } from "../faults.js";
import type { Field } from "../input/layout.js";
import { type Place, UNKNOWN, whereItCounts } from "../totals/where-it-counts.js";
import type { FieldsTogether } from "./fields-together.js";

/** Values that no rule and no line of the totals can tell apart, by the first that were met. */
export interface Cell {
  readonly stated: Profile;
  /** The same number for cells that no rule can tell apart. */
  readonly judged: number;
  readonly place: Place;
}

const LETTERS: Readonly<Record<Truth, string>> = { true: "t", false: "f", unknown: "u" };

/**
 * Reads one group of fields that hang together, from the bytes of a row to a cell. Rules see values only through their criteria: two
 * values for which every criterion comes to the same have the same verdicts, whatever else they are.
 */
export class ProfileReader {
  readonly cells: Cell[] = [];
  readonly #table: ValueTable;
  readonly #numbers = new Map<string, number>();
  readonly #judged = new Map<string, number>();
  readonly #faults: (readonly RowFault[])[] = [];

  constructor(
    private readonly together: FieldsTogether,
    private readonly criteria: readonly Criterion[],
    private readonly codes: OfficialCodes,
    private readonly slotOf: (column: number) => number,
  ) {
    this.#table = new ValueTable(together.fields.flatMap(({ columns }) => columns.map(slotOf)));
  }

  /** The number of the row's cell, or, below zero, of its faults. */
  read(bytes: Uint8Array, row: RowScanner): number {
    return this.#table.get(bytes, row, () => this.#read(bytes, row));
  }

  faults(number: number): readonly RowFault[] {
    return this.#faults[-1 - number] ?? [];
  }

  /** How much is kept. */
  get size(): number {
    return this.cells.length + this.#faults.length;
  }

  forget(): void {
    this.#table.clear();
    this.cells.length = 0;
    this.#faults.length = 0;
    this.#numbers.clear();
    this.#judged.clear();
  }

  #read(bytes: Uint8Array, row: RowScanner): number {
    const stated = new Map<string, Knowledge>();
    const faults: RowFault[] = [];
    for (const field of this.together.fields) {
      const values = this.#values(field, bytes, row);
      if (values.every((value) => value === "")) continue;
      const read = field.read(...values);
      if ("kind" in read) stated.set(field.fact, read);
      else faults.push({ column: field.names, reason: read });
    }
    if (faults.length === 0) return this.#cellOf(stated);
    this.#faults.push(faults);
    return -this.#faults.length;
  }

  #values(field: Field, bytes: Uint8Array, row: RowScanner): string[] {
    return field.columns.map((column) => {
      const slot = this.slotOf(column);
      return textOf(bytes, row.starts[slot] as number, row.ends[slot] as number, row.escaped[slot] === 1).trim();
    });
  }

  #cellOf(stated: Profile): number {
    const { profile } = understand(stated, this.codes);
    const truths = this.criteria
      .map((criterion) => LETTERS[judgeCriterion(criterion, profile.get(factOf(criterion) ?? "") ?? UNASKED)])
      .join("");
    const place = this.#placeOf(profile);
    return numberIn(this.#numbers, [truths, ...Object.values(place)].join("/"), () => {
      this.cells.push({ stated, judged: numberIn(this.#judged, truths), place });
    });
  }

  /** Only what this group tells: nothing of another's facts. */
  #placeOf(profile: Profile): Place {
    const { facts } = this.together;
    const place = whereItCounts(profile);
    return {
      state: facts.has("state") ? place.state : UNKNOWN,
      sector: facts.has("scian") ? place.sector : UNKNOWN,
      size: facts.has("size") ? place.size : UNKNOWN,
    };
  }
}

function numberIn(numbers: Map<string, number>, key: string, onNew?: () => void): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(key, number);
  onNew?.();
  return number;
}
