import { execFile } from "node:child_process";
import { mkdtemp, open, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Fault } from "./database-faults.js";
import { openStage, type StageOptions, type Verdict } from "./under-load.js";

const run = promisify(execFile);

/** Room for a PostgreSQL with the seeds and what a short load writes. */
const MEGABYTES = 400;
const LASTING = 5_000;
const AFTER = 6_000;

/**
 * Has a disk run full under load, and then makes room again: the one that the tables lie on, or the one that everything of
 * PostgreSQL lies on, its journal too. The disk is a file system in memory, which only root may mount.
 */
export async function withSmallDisk(
  what: "the tables" | "everything",
  { perSecond, writeEvery }: Pick<StageOptions, "perSecond" | "writeEvery">,
): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), "small-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `size=${MEGABYTES}m,mode=0777`, "tmpfs", folder]);
  try {
    const stage = await openStage({
      perSecond,
      writeEvery,
      ...(what === "everything" ? { folder, initdb: ["--wal-segsize=1"] } : { tablespace: folder }),
    });
    try {
      return await stage.suffer(fillingUp(folder), { lasting: LASTING, after: AFTER });
    } finally {
      await stage.close();
    }
  } finally {
    await run("umount", ["--lazy", folder]);
    await rm(folder, { recursive: true });
  }
}

const fillingUp =
  (folder: string): Fault =>
  async ({ postgres }, milliseconds) => {
    const filler = join(folder, "filler");
    const end = performance.now() + milliseconds;
    const file = await open(filler, "w");
    try {
      // Again and again: what PostgreSQL clears away is room once more.
      while (performance.now() < end) {
        const { bavail, bsize } = await statfs(folder);
        if (bavail > 0) await file.write(Buffer.alloc(Math.min(bavail * bsize, 16 * 1024 * 1024))).catch(() => {});
        else await sleep(20);
      }
    } finally {
      await file.close();
      await rm(filler);
    }
    // Without room for its journal it ends itself, and whoever watches over it starts it again.
    await postgres.start();
  };
