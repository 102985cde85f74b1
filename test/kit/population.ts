import type { Directory } from "../../src/eligibility/impact/population/directory.js";
import { DirectoryReader, type PopulationLimits } from "../../src/eligibility/impact/population/directory-reader.js";
import { type Population, understandDirectory } from "../../src/eligibility/impact/population/population.js";
import { readLayout } from "../../src/eligibility/screening/input/layout.js";
import { readHeader } from "../../src/eligibility/screening/input/read-header.js";
import { OFFICIAL_CODES } from "./official-codes.js";

/** Reads the text of a directory, handed over in pieces of `cut` bytes. */
export function directoryOf(csv: string, cut = 1 << 20, limits?: PopulationLimits): Directory {
  const bytes = Uint8Array.from(Buffer.from(csv));
  const { names, next } = readHeader(bytes, true);
  const reader = new DirectoryReader(readLayout(names, OFFICIAL_CODES), limits);
  let at = next;
  for (let end = Math.min(at + cut, bytes.length); ; end = Math.min(end + cut, bytes.length)) {
    at = reader.read(bytes, at, end, end === bytes.length);
    if (end === bytes.length) return reader.directory();
  }
}

export function populationOf(csv: string): Population {
  return understandDirectory(directoryOf(csv), OFFICIAL_CODES);
}
