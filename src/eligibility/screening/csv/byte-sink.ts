import type { Bytes } from "./bytes.js";

const ZERO = 0x30;

/** Bytes on their way to a file: grows as needed, and is emptied and filled again. */
export class ByteSink {
  bytes: Bytes;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  /** Hands over what is filled and goes on in `spare`. */
  take(spare: Bytes): Bytes {
    const filled = this.bytes.subarray(0, this.length);
    this.bytes = spare;
    this.length = 0;
    return filled;
  }

  byte(byte: number): void {
    this.bytes[this.length++] = byte;
  }

  put(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A stretch of other bytes; short ones, so that a loop is quicker than a view. */
  putRange(bytes: Uint8Array, start: number, end: number): void {
    const into = this.bytes;
    let length = this.length;
    for (let at = start; at < end; at++) into[length++] = bytes[at] as number;
    this.length = length;
  }

  /** A whole number from 0 on, in decimal digits. */
  number(value: number): void {
    let digits = 1;
    for (let power = 10; value >= power; power *= 10) digits += 1;
    let rest = value;
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      const tenth = Math.floor(rest / 10);
      this.bytes[at] = ZERO + (rest - tenth * 10);
      rest = tenth;
    }
    this.length += digits;
  }

  text(text: string): void {
    const bytes = Buffer.from(text);
    this.reserve(bytes.length);
    this.put(bytes);
  }
}
