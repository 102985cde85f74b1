/** How long the offline verifier takes over a ledger of 100,000 entries: an export is generated, then checked by the command in a process of its own. */
import { execFile } from "node:child_process";
import { hash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { publicBytes, signingKey } from "../src/platform/ed25519.js";
import { linkHash, NO_LINK } from "../src/platform/ledger/hashes.js";
import { signHead } from "../src/platform/ledger/head.js";
import { actorCommitment, hashOfLeaf, LEAF_FORMAT, type Leaf } from "../src/platform/ledger/leaf.js";
import { MerkleTree } from "../src/platform/ledger/merkle.js";
import { machine, median, printTable } from "./measure.js";

const ENTRIES = process.argv.includes("--quick") ? 2_000 : 100_000;
const RUNS = 3;
const HEAD_EVERY = 1_000;
const KEY = signingKey(randomBytes(32));
const PUBLIC_KEY = publicBytes(KEY).toString("base64");

function leafOf(n: number, actor: string, salt: Buffer): Leaf {
  return {
    format: LEAF_FORMAT,
    id: String(n + 1),
    actorCommitment: actorCommitment(salt, actor),
    role: "agency_approver",
    agency: "ichmujer",
    action: "approve",
    objectType: "Application",
    objectId: "0199c0de-0000-7000-8000-000000000000",
    from: "recommended",
    to: "approved",
    objectVersion: 7,
    rules: hash("sha256", `rules ${n % 10}`),
    commitment: hash("sha256", `details ${n}`),
    at: "2026-11-28T12:00:00.000000Z",
  };
}

function* exported(): Generator<string> {
  const line = (record: object) => `${JSON.stringify(record)}\n`;
  const tree = new MerkleTree();
  let link: Buffer = NO_LINK;
  yield line({ kind: "key", id: "bench", publicKey: PUBLIC_KEY });
  for (let n = 0; n < ENTRIES; n++) {
    const [actor, salt, previous] = [`person-${n % 500}`, randomBytes(32), link.toString("hex")];
    const leaf = leafOf(n, actor, salt);
    const leafHash = hashOfLeaf(leaf);
    link = linkHash(link, leafHash);
    tree.add(leafHash);
    const hashes = { previous, hash: leafHash.toString("hex"), link: link.toString("hex") };
    yield line({ kind: "entry", position: n, ...hashes, leaf, actor, actorSalt: salt.toString("hex") });
    if (tree.size % HEAD_EVERY > 0 && tree.size < ENTRIES) continue;
    const sums = { size: tree.size, root: tree.root().toString("hex"), link: hashes.link };
    yield line({ kind: "head", ...signHead({ ...sums, sealedAt: "2026-11-28T13:00:00.000Z", keyId: "bench" }, KEY) });
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ledger-"));
  try {
    const file = join(folder, "ledger.ndjson");
    await pipeline(Readable.from(exported()), createWriteStream(file));
    const command = join(import.meta.dirname, "..", "src", "cli", "verify-ledger.js");
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const begun = performance.now();
      await promisify(execFile)(process.execPath, [command, "--key", PUBLIC_KEY, file]);
      times.push((performance.now() - begun) / 1_000);
    }
    const megabytes = Math.round((await stat(file)).size / 2 ** 20);
    process.stdout.write(`${machine()}\n\n`);
    printTable(
      ["entries", "heads", "MiB", "median of 3, s", "all, s"],
      [
        [
          ENTRIES,
          Math.ceil(ENTRIES / HEAD_EVERY),
          megabytes,
          median(times).toFixed(2),
          times.map((time) => time.toFixed(2)).join(", "),
        ],
      ],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

await main();
