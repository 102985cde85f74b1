import type { OfficialCodes } from "../../ports.js";
import { understand } from "../../profile/understand.js";
import { judgeCriterion } from "../../rules/judge.js";
import { type Profile, UNASKED } from "../../rules/knowledge.js";
import { type Criterion, factOf } from "../../rules/rule.js";
import type { Truth } from "../../rules/truth.js";
import type { RowScanner } from "../csv/row-scanner.js";
import { ValueTable } from "../csv/value-table.js";
import type { RowFault } from "../faults.js";
import { readFields } from "../input/read-fields.js";
import { byDimension, type Place, toldBy, UNKNOWN, whereItCounts } from "../totals/where-it-counts.js";
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
    const { stated, faults } = readFields(this.together.fields, this.slotOf, bytes, row);
    if (faults.length === 0) return this.#cellOf(stated);
    this.#faults.push(faults);
    return -this.#faults.length;
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
    const place = whereItCounts(profile);
    const told = toldBy(this.together.facts);
    return byDimension((dimension) => (told.includes(dimension) ? place[dimension] : UNKNOWN));
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
