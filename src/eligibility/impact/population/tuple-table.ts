const FIRST_ROOM = 1024;

/** Distinct tuples of whole numbers, numbered in the order in which they were first met, and how often each was. */
export class TupleTable {
  count = 0;
  readonly #columns: Uint32Array<ArrayBuffer>[];
  #times = new Uint32Array(FIRST_ROOM);
  /** Open addressing: the number of a tuple plus one, nought where there is none. At most half full. */
  #slots = new Uint32Array(FIRST_ROOM * 2);

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => new Uint32Array(FIRST_ROOM));
  }

  /** Counts a tuple once more and returns its number. */
  add(tuple: ArrayLike<number>): number {
    const mask = this.#slots.length - 1;
    let slot = this.#hashOf(tuple) & mask;
    for (let found = this.#slots[slot] as number; found !== 0; found = this.#slots[slot] as number) {
      if (this.#holds(found - 1, tuple)) {
        this.#times[found - 1] = (this.#times[found - 1] as number) + 1;
        return found - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (this.count === this.#times.length) {
      this.#grow();
      return this.add(tuple);
    }
    const number = this.count++;
    this.#slots[slot] = number + 1;
    this.#columns.forEach((column, at) => {
      column[number] = tuple[at] as number;
    });
    this.#times[number] = 1;
    return number;
  }

  /** The tuples as columns, cut to their number. */
  columns(): readonly Uint32Array[] {
    return this.#columns.map((column) => column.slice(0, this.count));
  }

  /** How often each tuple was met. */
  times(): Uint32Array {
    return this.#times.slice(0, this.count);
  }

  /** What it takes in memory. */
  get bytes(): number {
    return (this.#columns.length + 1) * this.#times.byteLength + this.#slots.byteLength;
  }

  #holds(number: number, tuple: ArrayLike<number>): boolean {
    for (let at = 0; at < this.#columns.length; at++)
      if ((this.#columns[at] as Uint32Array)[number] !== tuple[at]) return false;
    return true;
  }

  #hashOf(tuple: ArrayLike<number>): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < this.#columns.length; at++) {
      hash = Math.imul(hash ^ (tuple[at] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0x85ebca6b);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  #grow(): void {
    const room = this.#times.length * 2;
    const larger = (column: Uint32Array<ArrayBuffer>) => {
      const grown = new Uint32Array(room);
      grown.set(column);
      return grown;
    };
    this.#times = larger(this.#times);
    for (let at = 0; at < this.#columns.length; at++)
      this.#columns[at] = larger(this.#columns[at] as Uint32Array<ArrayBuffer>);
    this.#slots = new Uint32Array(room * 2);
    const mask = this.#slots.length - 1;
    const tuple = new Array<number>(this.#columns.length).fill(0);
    for (let number = 0; number < this.count; number++) {
      for (let at = 0; at < tuple.length; at++) tuple[at] = (this.#columns[at] as Uint32Array)[number] as number;
      let slot = this.#hashOf(tuple) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}
