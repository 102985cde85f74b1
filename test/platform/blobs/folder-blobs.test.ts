import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlobStoreError } from "../../../src/platform/blobs/blobs.js";
import { createFolderBlobs } from "../../../src/platform/blobs/folder-blobs.js";

const bytes = Buffer.from("an agreement");
const facts = { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
async function* source() {
  yield bytes;
}

describe("blobs in a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ventanilla-blobs-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("stand in shards, for their owner's eyes alone, and leave nothing behind on their way", async () => {
    const blobs = await createFolderBlobs(folder);
    const key = "01234567-89ab-7cde-8f01-23456789abcd";
    await blobs.put(key, source(), facts);
    const { mode } = await stat(join(folder, "cd", "ab", key));
    expect(mode & 0o777).toBe(0o600);
    await expect(blobs.put(randomUUID(), source(), { ...facts, size: 3 })).rejects.toThrow("too-long");
    expect(await readdir(join(folder, "arriving"))).toEqual([]);
  });

  it("are rid of what a dead process left half-written, and not of what another is writing now", async () => {
    await createFolderBlobs(folder);
    const [old, fresh] = [join(folder, "arriving", "old"), join(folder, "arriving", "fresh")];
    for (const path of [old, fresh]) await writeFile(path, "half");
    const twoHoursAgo = Date.now() / 1_000 - 7_200;
    await utimes(old, twoHoursAgo, twoHoursAgo);
    await createFolderBlobs(folder);
    expect(await readdir(join(folder, "arriving"))).toEqual(["fresh"]);
  });

  it("say so when the disk fails, and keep nothing", async () => {
    const blobs = await createFolderBlobs(folder);
    await rm(join(folder, "arriving"), { recursive: true });
    const failed = blobs.put(randomUUID(), source(), facts);
    await expect(failed).rejects.toThrow(BlobStoreError);
    await expect(failed).rejects.toThrow("ENOENT");
  });
});
