/**
 * A profile in the numbers of one index: for every fact of the index, in its order, where the row of what is known begins. Where no row
 * is ready (a band, several codes, several list values) it is minus the place of a note further down:
 * how many parts, whether a list is complete, and the parts (cells, or numbers of list values).
 */
export type Encoded = Int32Array;

/** An encoded profile being written. */
export class Notes {
  readonly encoded: Encoded;
  private used = 0;

  /** @param facts how many facts the index has @param parts most parts that notes on all of them can come to */
  constructor(
    private readonly facts: number,
    parts: number,
  ) {
    this.encoded = new Int32Array(facts * 3 + parts);
  }

  start(): void {
    this.used = this.facts;
  }

  /** Begins a note. Until `end`, parts are added to it. */
  begin(complete: boolean): void {
    this.encoded[this.used] = 0;
    this.encoded[this.used + 1] = Number(complete);
  }

  add(part: number): void {
    const parts = (this.encoded[this.used] as number) + 1;
    this.encoded[this.used] = parts;
    this.encoded[this.used + 1 + parts] = part;
  }

  /** Ends a note and tells how a fact refers to it. */
  end(): number {
    const place = this.used;
    this.used += 2 + (this.encoded[place] as number);
    return -place;
  }

  /** The profile as written so far. */
  copy(): Encoded {
    return this.encoded.slice(0, this.used);
  }
}
