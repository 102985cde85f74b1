import type { FileHandle } from "node:fs/promises";
import type { Bytes } from "../csv/bytes.js";
import { LONGEST_ROW } from "../csv/row-scanner.js";

/** A stretch of a file, with what was left of the one before put in front of it. */
export interface Chunk {
  readonly bytes: Bytes;
  readonly start: number;
  readonly end: number;
  readonly last: boolean;
  /** Where in the file `end` is. */
  readonly endOffset: number;
}

/**
 * Reads a file from an offset on, the next stretch while the present one is worked on. `rest` of the last one (at most the longest row)
 * is handed back and comes again at the beginning of the next.
 */
export class Chunks {
  #filling: Bytes;
  #other: Bytes;
  #reading: Promise<number>;

  constructor(
    private readonly file: FileHandle,
    private offset: number,
    private readonly size: number,
    private readonly length: number,
  ) {
    this.#filling = new Uint8Array(LONGEST_ROW + length);
    this.#other = new Uint8Array(LONGEST_ROW + length);
    this.#reading = this.#read();
  }

  /** The next stretch; `rest` is left over of the one before. Shorter than the file says means that it was cut meanwhile. */
  async next(rest: Uint8Array): Promise<Chunk> {
    const count = await this.#reading;
    const bytes = this.#filling;
    const start = LONGEST_ROW - rest.length;
    bytes.set(rest, start);
    this.offset += count;
    const last = count === 0 || this.offset >= this.size;
    this.#filling = this.#other;
    this.#other = bytes;
    if (!last) this.#reading = this.#read();
    return { bytes, start, end: LONGEST_ROW + count, last, endOffset: this.offset };
  }

  #read(): Promise<number> {
    const wanted = Math.min(this.length, this.size - this.offset);
    if (wanted <= 0) return Promise.resolve(0);
    const reading = this.file.read(this.#filling, LONGEST_ROW, wanted, this.offset).then(({ bytesRead }) => bytesRead);
    reading.catch(() => {});
    return reading;
  }
}
