import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How an answer can be packed, the best one first. */
export const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

/** Good packing in a few milliseconds for a hundred kilobytes: an answer is packed once and sent many times. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const PACK: Readonly<Record<Coding, (plain: Buffer) => Promise<Buffer>>> = {
  br: (plain) => promisify<Buffer, object, Buffer>(brotliCompress)(plain, BROTLI),
  gzip: promisify<Buffer, Buffer>(gzip),
};

/** Shorter answers are sent as they are, in bytes. */
const WORTH_PACKING = 1_024;

/** The bytes of an answer as they were packed before, and who is told of packing. */
export interface Packing {
  readonly packed?: ReadonlyMap<Coding, Buffer>;
  readonly told?: (coding: Coding, bytes: Buffer) => void;
}

/** An answer as it is sent: its bytes, packed once in each way that somebody wants, and their tags. */
export class Answer {
  readonly #tag: string;
  readonly #packed: Map<Coding, Buffer>;
  readonly #packing = new Map<Coding, Promise<Buffer>>();
  readonly #headers = new Map<string, string[]>();

  constructor(
    readonly plain: Buffer,
    private readonly options: Packing = {},
  ) {
    this.#tag = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
    this.#packed = new Map(options.packed);
  }

  /** The way to send it to somebody who takes a coding; undefined for as it is. */
  codingFor(wanted: Coding | undefined): Coding | undefined {
    return this.plain.length < WORTH_PACKING ? undefined : wanted;
  }

  /** The entity tag of its bytes in a coding, in quotation marks. */
  tag(coding: Coding | undefined): string {
    return coding === undefined ? `"${this.#tag}"` : `"${this.#tag}-${coding}"`;
  }

  /** Headers that it is sent with, names and values in turn; put together once for each way of sending it. */
  headers(way: string, make: () => readonly string[]): string[] {
    const known = this.#headers.get(way) ?? [...make()];
    this.#headers.set(way, known);
    return known;
  }

  /** The bytes in a coding, if they are at hand. */
  bytes(coding: Coding | undefined): Buffer | undefined {
    return coding === undefined ? this.plain : this.#packed.get(coding);
  }

  /** Packs the bytes, once for all who want them so. */
  async pack(coding: Coding): Promise<Buffer> {
    const found = this.#packed.get(coding) ?? this.#packing.get(coding) ?? this.#pack(coding);
    return found;
  }

  #pack(coding: Coding): Promise<Buffer> {
    const packing = PACK[coding](this.plain).then((bytes) => {
      this.#packed.set(coding, bytes);
      this.#packing.delete(coding);
      this.options.told?.(coding, bytes);
      return bytes;
    });
    this.#packing.set(coding, packing);
    return packing;
  }
}
