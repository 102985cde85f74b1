import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { BlobMismatch, type Blobs } from "../../../src/platform/blobs/blobs.js";
import { createFolderBlobs } from "../../../src/platform/blobs/folder-blobs.js";
import { createS3Blobs } from "../../../src/platform/blobs/s3-blobs.js";
import { startS3Server } from "../../kit/s3-server.js";

const factsOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

async function* inPieces(bytes: Uint8Array, length = 7_000) {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

async function bytesOf(stream: Readable | undefined): Promise<Buffer | undefined> {
  return stream && buffer(stream);
}

async function inFolder(): Promise<[Blobs, () => Promise<void>]> {
  const folder = await mkdtemp(join(tmpdir(), "ventanilla-blobs-"));
  return [await createFolderBlobs(folder), () => rm(folder, { recursive: true })];
}

async function inS3(): Promise<[Blobs, () => Promise<void>]> {
  const key = {
    accessKey: "AKIDEXAMPLE",
    secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    region: "mx-central-1",
  };
  const server = await startS3Server(key, "files");
  const blobs = createS3Blobs({ endpoint: `${server.endpoint}/`, bucket: "files", ...key });
  return [blobs, () => server.close()];
}

describe.each([
  ["in a folder", inFolder],
  ["in an S3 store", inS3],
])("blobs %s", (_where, make) => {
  let blobs: Blobs;
  let clear: () => Promise<void>;
  beforeAll(async () => {
    [blobs, clear] = await make();
  });
  afterAll(async () => {
    await blobs.close();
    await clear();
  });
  const put = async (bytes: Uint8Array, key = randomUUID()) => {
    await blobs.put(key, inPieces(bytes), factsOf(bytes));
    return key;
  };

  it.each([0, 1, 7_000, 7_001, 3_000_000])("gives back the %i bytes that were put in", async (size) => {
    const bytes = randomBytes(size);
    const key = await put(bytes);
    expect(await blobs.has(key)).toBe(true);
    expect((await bytesOf(await blobs.get(key)))?.equals(bytes)).toBe(true);
  });

  it("has nothing under a key that nothing was put under", async () => {
    expect(await blobs.has(randomUUID())).toBe(false);
    expect(await blobs.get(randomUUID())).toBeUndefined();
  });

  it("takes away what was there, once or twice", async () => {
    const key = await put(randomBytes(10));
    await blobs.remove(key);
    expect(await blobs.has(key)).toBe(false);
    expect(await blobs.get(key)).toBeUndefined();
    await blobs.remove(key);
  });

  it("puts the same key again in place of what was there", async () => {
    const key = await put(randomBytes(100));
    const bytes = randomBytes(50);
    await put(bytes, key);
    expect((await bytesOf(await blobs.get(key)))?.equals(bytes)).toBe(true);
  });

  it.each([
    ["too-long", 20_000, (facts: { size: number; sha256: string }) => ({ ...facts, size: facts.size - 1 })],
    ["too-short", 20_000, (facts: { size: number; sha256: string }) => ({ ...facts, size: facts.size + 1 })],
    ["other-digest", 20_000, (facts: { size: number; sha256: string }) => ({ ...facts, sha256: "0".repeat(64) })],
    ["too-long", 1, (facts: { size: number; sha256: string }) => ({ ...facts, size: 0 })],
    ["too-short", 0, (facts: { size: number; sha256: string }) => ({ ...facts, size: 1 })],
    ["other-digest", 5, (facts: { size: number; sha256: string }) => ({ ...facts, sha256: "f".repeat(64) })],
  ])("keeps nothing that is %s than announced (%i bytes)", async (fault, size, announce) => {
    const bytes = randomBytes(size);
    const key = randomUUID();
    const refused = blobs.put(key, inPieces(bytes), announce(factsOf(bytes)));
    await expect(refused).rejects.toThrow(BlobMismatch);
    await expect(refused).rejects.toMatchObject({ fault });
    expect(await blobs.has(key)).toBe(false);
  });

  it("shows nothing of an upload before its end, and keeps nothing of one that breaks off, whatever was there before", async () => {
    const before = randomBytes(10);
    const key = await put(before);
    const bytes = randomBytes(400_000);
    const seen: boolean[] = [];
    async function* broken() {
      for await (const piece of inPieces(bytes.subarray(0, 300_000), 50_000)) {
        yield piece;
        seen.push((await bytesOf(await blobs.get(key)))?.equals(before) ?? false);
      }
      throw new Error("the client went away");
    }
    await expect(blobs.put(key, broken(), factsOf(bytes))).rejects.toThrow("the client went away");
    expect(seen).toEqual(Array(6).fill(true));
    expect((await bytesOf(await blobs.get(key)))?.equals(before)).toBe(true);
  });

  it("takes several of the same key at once: one of them is there, whole", async () => {
    const key = randomUUID();
    const all = Array.from({ length: 5 }, () => randomBytes(60_000));
    await Promise.all(all.map((bytes) => put(bytes, key)));
    const kept = await bytesOf(await blobs.get(key));
    expect(all.some((bytes) => kept?.equals(bytes))).toBe(true);
  });

  it("takes no key that was not made here", async () => {
    for (const key of ["", "../../etc/passwd", "a/b", `${randomUUID()}/x`, randomUUID().toUpperCase()]) {
      await expect((async () => blobs.get(key))()).rejects.toThrow(TypeError);
      await expect((async () => blobs.has(key))()).rejects.toThrow(TypeError);
      await expect((async () => blobs.remove(key))()).rejects.toThrow(TypeError);
      await expect(blobs.put(key, inPieces(randomBytes(5)), { size: 5, sha256: "" })).rejects.toThrow(TypeError);
    }
  });
});
