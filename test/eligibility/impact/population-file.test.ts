import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readDirectory, readPopulation, writePopulation } from "../../../src/eligibility/impact/population/files.js";
import { decodeDirectory, encodeDirectory } from "../../../src/eligibility/impact/population/format.js";
import { fromPlain, toPlain } from "../../../src/eligibility/impact/population/plain-knowledge.js";
import { DECLINED, UNASKED } from "../../../src/eligibility/rules/knowledge.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";
import { directoryOf } from "../../kit/population.js";
import { runs } from "../../kit/runs.js";
import { profile } from "../arbitraries.js";
import { csvOf, firms } from "./random-firms.js";

const CSV = "state,scian,workers\nMX-QUE,461110,3\nMX-QUE,461110,3\nMX-BCN,336410,11-30\nnowhere,336410,1\n";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "population-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The bytes with a heading or column of another's making, and a digest that fits. */
function sealed(bytes: Buffer): Buffer {
  const body = bytes.subarray(0, -32);
  return Buffer.concat([body, createHash("sha256").update(body).digest()]);
}

describe("a population's file", () => {
  it("gives back what was put in, whatever the firms are", () => {
    fc.assert(
      fc.property(firms, (rows) => {
        const directory = directoryOf(csvOf(rows));
        expect(decodeDirectory(encodeDirectory(directory)).directory).toEqual(directory);
      }),
      runs(8),
    );
  });

  it("has the same bytes however the directory was cut in pieces", () => {
    fc.assert(
      fc.property(firms, fc.integer({ min: 1, max: 300 }), (rows, cut) => {
        const csv = csvOf(rows);
        expect(encodeDirectory(directoryOf(csv, cut)).equals(encodeDirectory(directoryOf(csv)))).toBe(true);
      }),
      runs(5),
    );
  });

  it("keeps firms that are alike once, counts rejected rows apart, and holds no key of anybody", () => {
    const directory = directoryOf(`id,${CSV.replaceAll("\nMX", "\nkey-9,MX").replace("\nnowhere", "\nkey-9,nowhere")}`);
    expect(directory.source).toEqual({ layout: "facts", rows: 4, rejected: 1 });
    expect([...directory.firms]).toEqual([2, 1]);
    expect(encodeDirectory(directory).includes("key-9")).toBe(false);
  });

  it("says all knowledge as plain JSON and back", () => {
    fc.assert(
      fc.property(profile, (someone) => {
        for (const knowledge of someone.values())
          expect(fromPlain(JSON.parse(JSON.stringify(toPlain(knowledge))))).toEqual(
            knowledge === DECLINED ? UNASKED : knowledge,
          );
      }),
      runs(200),
    );
  });

  it("is refused when any byte of it was changed, or when it was cut", () => {
    const bytes = encodeDirectory(directoryOf(CSV));
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ change;
        expect(() => decodeDirectory(changed)).toThrow(/No se puede usar .*\n.* cannot be used/);
        expect(() => decodeDirectory(bytes.subarray(0, at))).toThrow(/No se puede usar .*\n.* cannot be used/);
      }),
      runs(100),
    );
  });

  it("is refused when its digest fits but its parts do not", () => {
    const bytes = encodeDirectory(directoryOf(CSV));
    const column = Buffer.from(bytes);
    column.writeUInt32LE(99, bytes.length - 32 - 4 * 4);
    const heading = Buffer.from(bytes);
    heading.write("nofact", heading.indexOf('"state"'));
    const longer = Buffer.concat([bytes.subarray(0, -32), Buffer.alloc(36)]);
    const version = Buffer.from(bytes);
    version.writeUInt32LE(2, 8);
    for (const [broken, why] of [
      [column, /do not fit together/],
      [heading, /do not fit together/],
      [longer, /do not fit together/],
      [version, /another version/],
      [Buffer.from("state,scian\n".repeat(20)), /not a population file/],
    ] as const)
      expect(() => decodeDirectory(sealed(broken))).toThrow(why);
  });

  it("is written whole or not at all, and read with the digest of its bytes", async () => {
    const [csv, path] = [join(folder, "firms.csv"), join(folder, "firms.bin")];
    await writeFile(csv, CSV);
    const directory = await readDirectory(csv, { codes: OFFICIAL_CODES });
    expect(await writePopulation(path, directory)).toBe((await readFile(path)).length);
    const population = await readPopulation(path, OFFICIAL_CODES);
    expect(population.digest).toBe((await readFile(path)).subarray(-32).toString("hex"));
    expect(population.firms).toBe(3);
    await expect(writePopulation(join(folder, "none", "firms.bin"), directory)).rejects.toThrow(/No se puede escribir/);
    await expect(readPopulation(join(folder, "none.bin"), OFFICIAL_CODES)).rejects.toThrow(/There is no file/);
    expect((await readdir(folder)).sort()).toEqual(["firms.bin", "firms.csv"]);
  });

  it("is refused at the bounds of what memory may hold", () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `MX-QUE,${at}\n`).join("");
    const csv = `state,annualSalesMxn\n${rows}`;
    expect(() => directoryOf(csv, 1_000, { statements: 500, bytes: 1e9 })).toThrow(
      /annualSalesMxn .*bands, e\.g\. 11-30/,
    );
    expect(() => directoryOf(csv, 1_000, { statements: 1e9, bytes: 40_000 })).toThrow(/differ from one another/);
  });
});
