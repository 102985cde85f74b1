import { createHash } from "node:crypto";
import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import { z } from "zod";
import type { ScreeningRules } from "../screening.js";

/** Changes when this program would go on differently from what an earlier one wrote. */
const FORMAT = 1;
const HEAD_BYTES = 1024 * 1024;

const Tally = z.object({ firms: z.number(), eligible: z.array(z.number()), undetermined: z.array(z.number()) });
const Tallies = z.record(z.string(), Tally);

const CheckpointDocument = z.object({
  format: z.literal(FORMAT),
  /** The process that writes. */
  pid: z.number(),
  /** What tells the input apart from any other, and from itself after a change. */
  input: z.object({ size: z.number(), modified: z.number(), head: z.string() }),
  rules: z.string(),
  /** Where the first row begins that is not in the results yet, and how long the files are without it. */
  offset: z.number(),
  resultsLength: z.number(),
  rejectsLength: z.number(),
  progress: z.object({
    rows: z.number(),
    rejected: z.number(),
    skipping: z.boolean(),
    totals: z.object({
      all: Tally,
      by: z.object({ state: Tallies, sector: Tallies, size: Tallies }),
      missing: z.array(z.record(z.string(), z.number())).readonly(),
      withEligible: z.number(),
      withUndetermined: z.number(),
    }),
  }),
  /** All rows are read; only the files' names are left to be put right. */
  complete: z.boolean(),
});

/** Where an interrupted screening goes on. Everything it speaks of was on disk before it was written. */
export type Checkpoint = z.infer<typeof CheckpointDocument>;

export const newCheckpoint = (
  input: Checkpoint["input"],
  { digest }: ScreeningRules,
  rest: Omit<Checkpoint, "format" | "pid" | "input" | "rules">,
): Checkpoint => ({ format: FORMAT, pid: process.pid, input, rules: digest, ...rest });

export async function identify(file: FileHandle): Promise<Checkpoint["input"]> {
  const { size, mtimeMs } = await file.stat();
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
  await file.read(head, 0, head.length, 0);
  return { size, modified: mtimeMs, head: createHash("sha256").update(head).digest("hex") };
}

/** The checkpoint at a path; undefined when there is none, null when it cannot be understood. */
export async function readCheckpoint(path: string): Promise<Checkpoint | undefined | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return CheckpointDocument.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Writes a file so that at any moment either the old one or the new one is there, whole. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
