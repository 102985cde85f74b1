import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Layout, readLayout } from "../input/layout.js";
import { questionsCsv } from "../report/questions-csv.js";
import { totalsCsv } from "../report/totals-csv.js";
import { REJECTS_HEADER, resultsHeader, Screening, type ScreeningRules } from "../screening.js";
import type { Totals } from "../totals/totals.js";
import { type Checkpoint, newCheckpoint, readCheckpoint, replaceFile } from "./checkpoint.js";
import { Chunks } from "./chunks.js";
import { assertUnchanged, readBeginning } from "./directory-file.js";
import { type ScreeningFiles, screeningFiles } from "./names.js";
import {
  alreadyThere,
  cannotRead,
  cannotResume,
  cannotWrite,
  changedWhileRead,
  interrupted,
  sameFile,
  stillRunning,
} from "./refusals.js";
import { RowFile } from "./row-file.js";

const CHUNK = 4 * 1024 * 1024;

export interface ScreenFileOptions {
  readonly input: string;
  /** Path of the results; the other files stand beside it. */
  readonly output: string;
  readonly rules: ScreeningRules;
  /** Begin anew, whatever is there. */
  readonly restart?: boolean;
  /** How many milliseconds lie between two checkpoints at least. */
  readonly checkpointEvery?: number;
  readonly chunk?: number;
  readonly signal?: AbortSignal;
  readonly onStart?: (start: { readonly layout: Layout; readonly size: number; readonly from: number }) => void;
  readonly onProgress?: (progress: { readonly bytes: number; readonly rows: number }) => void;
}

export interface ScreenedFile {
  readonly rows: number;
  readonly rejected: number;
  readonly totals: Totals;
  readonly layout: Layout;
  readonly files: ScreeningFiles;
}

/**
 * Screens a file into files, with constant memory. Interrupted at any moment, by a signal or a dead machine, the same call goes on
 * where the last checkpoint stands, and the results are the same byte by byte. Throws `ScreeningRefusal` where it cannot.
 */
export async function screenFile(options: ScreenFileOptions): Promise<ScreenedFile> {
  const { input } = options;
  let file: FileHandle;
  try {
    file = await open(input, "r");
  } catch (error) {
    throw cannotRead(input, error);
  }
  try {
    return await screenOpened(file, options);
  } finally {
    await file.close();
  }
}

async function screenOpened(file: FileHandle, options: ScreenFileOptions): Promise<ScreenedFile> {
  const { input, output, rules, checkpointEvery = 2_000, signal } = options;
  if (resolve(input) === resolve(output)) throw sameFile(input);
  const files = screeningFiles(output);
  const { identity, names, next } = await readBeginning(file, input);
  const layout = readLayout(names, rules.codes);
  const kept = await usableCheckpoint(files, identity, options);
  const screening = new Screening(layout, rules, kept?.progress);
  options.onStart?.({ layout, size: identity.size, from: kept?.offset ?? 0 });
  if (kept?.complete !== true) {
    const results = await RowFile.open(files.unfinishedResults, screening.results, kept?.resultsLength);
    const rejects = await RowFile.open(files.unfinishedRejects, screening.rejects, kept?.rejectsLength);
    try {
      if (kept === undefined) {
        screening.results.text(resultsHeader(rules.programs));
        screening.rejects.text(REJECTS_HEADER);
      }
      const from = kept?.offset ?? next;
      // Made into text at once: the totals go on counting while it is saved.
      const mark = (offset: number, complete: boolean): string =>
        JSON.stringify(
          newCheckpoint(identity, rules, {
            offset,
            resultsLength: results.length,
            rejectsLength: rejects.length,
            progress: screening.progress(),
            complete,
          }),
        );
      const save = async (checkpoint: string) => {
        await Promise.all([results.synced(), rejects.synced()]);
        await writing(files.checkpoint, () => replaceFile(files.checkpoint, checkpoint));
      };
      const flush = () => Promise.all([results.flush(), rejects.flush()]);
      const written = () => Promise.all([results.written(), rejects.written()]);

      await flush();
      await written();
      await save(mark(from, false));
      let saving = Promise.resolve();
      let saved = true;
      let due = performance.now() + checkpointEvery;
      const chunks = new Chunks(file, from, identity.size, options.chunk ?? CHUNK);
      let rest = new Uint8Array(0);
      for (;;) {
        const chunk = await chunks.next(rest).catch((error) => {
          throw cannotRead(input, error);
        });
        const stop = screening.read(chunk.bytes, chunk.start, chunk.end, chunk.last);
        rest = chunk.bytes.subarray(stop, chunk.end);
        await flush();
        const offset = chunk.endOffset - rest.length;
        options.onProgress?.({ bytes: offset, rows: screening.rows });
        if (chunk.last && chunk.endOffset < identity.size) throw changedWhileRead(input);
        if (chunk.last || signal?.aborted) {
          await written();
          await saving;
          if (chunk.last) await assertUnchanged(file, identity, input);
          await save(mark(offset, chunk.last));
          if (chunk.last) break;
          throw interrupted();
        }
        if (saved && performance.now() >= due) {
          await written();
          saved = false;
          // While this goes to the disk, the next rows are read: it speaks only of what is written already.
          saving = save(mark(offset, false)).then(() => {
            saved = true;
            due = performance.now() + checkpointEvery;
          });
          saving.catch(() => {});
        }
      }
    } finally {
      await Promise.all([results.close(), rejects.close()]);
    }
  }
  await finish(files, screening, rules);
  const { rows, rejected, totals } = screening;
  return { rows, rejected, totals, layout, files };
}

/** The checkpoint to go on from; undefined to begin. Refuses rather than mix two directories or two rule sets. */
async function usableCheckpoint(
  files: ScreeningFiles,
  identity: Checkpoint["input"],
  { rules, restart = false }: ScreenFileOptions,
): Promise<Checkpoint | undefined> {
  if (restart) return undefined;
  const checkpoint = await writing(files.checkpoint, () => readCheckpoint(files.checkpoint));
  if (checkpoint === null) throw cannotResume("checkpoint");
  if (checkpoint === undefined) {
    if (await exists(files.results)) throw alreadyThere(files.results);
    return undefined;
  }
  if (checkpoint.pid !== process.pid && isRunning(checkpoint.pid)) throw stillRunning(checkpoint.pid);
  const { size, modified, head } = checkpoint.input;
  if (size !== identity.size || modified !== identity.modified || head !== identity.head) throw cannotResume("input");
  if (checkpoint.rules !== rules.digest) throw cannotResume("rules");
  return checkpoint;
}

/** Gives the files their names, the results last. Can be done again from the start if it is cut short. */
async function finish(files: ScreeningFiles, { totals }: Screening, { programs }: ScreeningRules): Promise<void> {
  await writing(files.results, async () => {
    await replaceFile(files.totals, totalsCsv(programs, totals));
    await replaceFile(files.questions, questionsCsv(programs, totals));
    await settle(files.unfinishedRejects, files.rejects);
    await settle(files.unfinishedResults, files.results);
    await rm(files.checkpoint, { force: true });
  });
}

async function settle(unfinished: string, finished: string): Promise<void> {
  if (await exists(unfinished)) await rename(unfinished, finished);
  else if (!(await exists(finished))) throw cannotResume("output");
}

async function writing<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === "EPERM";
  }
}
