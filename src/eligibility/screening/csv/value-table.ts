import type { Bytes } from "./bytes.js";
import type { RowScanner } from "./row-scanner.js";

/** Longer values are not kept: they are rare, and read anew each time. */
const LONGEST_KEPT = 250;
const SLOTS = 1 << 17;
const MOST_VALUES = SLOTS / 2;
const ROOM = 4 * 1024 * 1024;

/**
 * From the bytes of some columns of a row to the number that was worked out for them: what repeats is looked up and not read again.
 * It forgets everything when it is full, and so never grows.
 */
export class ValueTable {
  readonly #columns: readonly number[];
  readonly #key: Uint8Array;
  readonly #places = new Int32Array(SLOTS).fill(-1);
  readonly #hashes = new Int32Array(MOST_VALUES);
  readonly #offsets = new Int32Array(MOST_VALUES + 1);
  readonly #values = new Int32Array(MOST_VALUES);
  readonly #kept: Bytes = new Uint8Array(ROOM);
  #count = 0;

  /** `columns`: places of the wanted columns in the scanner. */
  constructor(columns: readonly number[]) {
    this.#columns = columns;
    this.#key = new Uint8Array(columns.length * (LONGEST_KEPT + 1));
  }

  /** The number of the row that the scanner stands on; `read` works it out when it is not known. */
  get(bytes: Uint8Array, row: RowScanner, read: () => number): number {
    const key = this.#key;
    let length = 0;
    let hash = 0x811c9dc5;
    for (let index = 0; index < this.#columns.length; index++) {
      const column = this.#columns[index] as number;
      const start = row.starts[column] as number;
      const end = row.ends[column] as number;
      if (end - start > LONGEST_KEPT || row.escaped[column] === 1) return read();
      // The length first: "1,23" and "12,3" are two keys.
      key[length++] = end - start;
      hash = Math.imul(hash ^ (end - start), 0x01000193);
      for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        key[length++] = byte;
        hash = Math.imul(hash ^ byte, 0x01000193);
      }
    }
    hash ^= hash >>> 15;
    let slot = hash & (SLOTS - 1);
    for (let place = this.#places[slot] as number; place >= 0; place = this.#places[slot] as number) {
      if (this.#hashes[place] === hash && this.#holds(place, length)) return this.#values[place] as number;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const value = read();
    if (this.#count === MOST_VALUES || (this.#offsets[this.#count] as number) + length > ROOM) {
      this.clear();
      slot = hash & (SLOTS - 1);
    }
    this.#add(slot, hash, length, value);
    return value;
  }

  clear(): void {
    this.#places.fill(-1);
    this.#count = 0;
  }

  #holds(place: number, length: number): boolean {
    const offset = this.#offsets[place] as number;
    if ((this.#offsets[place + 1] as number) - offset !== length) return false;
    for (let at = 0; at < length; at++) if (this.#kept[offset + at] !== this.#key[at]) return false;
    return true;
  }

  #add(slot: number, hash: number, length: number, value: number): void {
    const place = this.#count++;
    const offset = this.#offsets[place] as number;
    this.#places[slot] = place;
    this.#hashes[place] = hash;
    this.#values[place] = value;
    this.#kept.set(this.#key.subarray(0, length), offset);
    this.#offsets[place + 1] = offset + length;
  }
}
