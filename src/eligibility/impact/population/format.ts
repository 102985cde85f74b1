import { createHash } from "node:crypto";
import { z } from "zod";
import { FACTS } from "../../facts/index.js";
import type { Directory } from "./directory.js";
import { fromPlain, toPlain } from "./plain-knowledge.js";
import { brokenPopulation } from "./refusals.js";

/**
 * A population as bytes: the mark, the version, the length of the heading (both 32 bits), the heading as JSON, then columns of 32 bits (by
 * group the values of its cells, by group the cells of the kinds, how many firms), then the SHA-256 of it all. Numbers are little-endian.
 */
const MARK = Buffer.from("VUPOBLAC", "latin1");
const VERSION = 1;
const HEADING_AT = MARK.length + 8;
const DIGEST = 32;
const WIDTH = 4;

const Codes = z.array(z.string()).readonly();
const Plain = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  Codes,
  z.object({ min: z.number(), max: z.number() }),
  z.object({ oneOf: Codes }),
  z.object({ has: Codes }),
]);
const Heading = z.object({
  source: z.object({ layout: z.enum(["denue", "facts"]), rows: z.number(), rejected: z.number() }),
  groups: z.array(
    z.object({
      cells: z.int().nonnegative(),
      columns: z.array(z.object({ fact: z.string(), values: z.array(Plain) })).min(1),
    }),
  ),
  kinds: z.int().nonnegative(),
});

/** A directory as the bytes of a file; equal directories have equal bytes. */
export function encodeDirectory({ source, groups, cellOf, firms }: Directory): Buffer {
  const heading = Buffer.from(
    JSON.stringify({
      source,
      groups: groups.map(({ cells, columns }) => ({
        cells,
        columns: columns.map(({ fact, values }) => ({ fact, values: values.map(toPlain) })),
      })),
      kinds: firms.length,
    } satisfies z.input<typeof Heading>),
  );
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(VERSION, 0);
  sizes.writeUInt32LE(heading.length, 4);
  const columns = [...groups.flatMap((group) => group.columns.map(({ valueAt }) => valueAt)), ...cellOf, firms];
  const body = Buffer.concat([MARK, sizes, heading, ...columns.map(littleEndian)]);
  return Buffer.concat([body, createHash("sha256").update(body).digest()]);
}

/** The directory that bytes hold, and its digest in hexadecimal. Refuses what is not whole, or of another version. */
export function decodeDirectory(bytes: Buffer): { readonly directory: Directory; readonly digest: string } {
  if (bytes.length < HEADING_AT + DIGEST || !bytes.subarray(0, MARK.length).equals(MARK))
    throw brokenPopulation("kind");
  if (bytes.readUInt32LE(MARK.length) !== VERSION) throw brokenPopulation("version");
  const end = bytes.length - DIGEST;
  const digest = createHash("sha256").update(bytes.subarray(0, end)).digest();
  if (!digest.equals(bytes.subarray(end))) throw brokenPopulation("digest");
  return { directory: read(bytes, end), digest: digest.toString("hex") };
}

function read(bytes: Buffer, end: number): Directory {
  const length = bytes.readUInt32LE(MARK.length + 4);
  const { source, groups, kinds } = headingOf(bytes.subarray(HEADING_AT, HEADING_AT + length));
  let at = HEADING_AT + length;
  /** The next column, every number of which is below `limit`. */
  const column = (count: number, limit: number): Uint32Array => {
    if (count * WIDTH > end - at) throw brokenPopulation("content");
    const numbers = numbersIn(bytes.subarray(at, at + count * WIDTH));
    at += count * WIDTH;
    if (numbers.some((number) => number >= limit)) throw brokenPopulation("content");
    return numbers;
  };
  const directory: Directory = {
    source,
    groups: groups.map(({ cells, columns }) => ({
      cells,
      columns: columns.map(({ fact, values }) => ({
        fact,
        values: values.map(fromPlain),
        valueAt: column(cells, values.length),
      })),
    })),
    cellOf: groups.map(({ cells }) => column(kinds, cells)),
    firms: column(kinds, Number.POSITIVE_INFINITY),
  };
  if (at !== end) throw brokenPopulation("content");
  return directory;
}

function headingOf(bytes: Buffer): z.output<typeof Heading> {
  try {
    const heading = Heading.parse(JSON.parse(bytes.toString()));
    const facts = heading.groups.flatMap(({ columns }) => columns.map(({ fact }) => fact));
    if (facts.every((fact) => Object.hasOwn(FACTS, fact)) && new Set(facts).size === facts.length) return heading;
  } catch {
    // Said below, whatever it was.
  }
  throw brokenPopulation("content");
}

/** Machines that are not little-endian exist; none that Node runs on today, but a file outlives them. */
function littleEndian(numbers: Uint32Array): Buffer {
  return inOrder(Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
}

function numbersIn(bytes: Buffer): Uint32Array {
  const aligned = inOrder(Buffer.from(bytes));
  return new Uint32Array(aligned.buffer.slice(aligned.byteOffset, aligned.byteOffset + aligned.length));
}

const LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function inOrder(bytes: Buffer): Buffer {
  return LITTLE ? bytes : Buffer.from(bytes).swap32();
}
