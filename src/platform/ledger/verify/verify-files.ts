import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { SignedHead } from "../head.js";
import { checkReceipt } from "./check-receipt.js";
import type { Fault } from "./faults.js";
import { LogVerifier, type Verified, type VerifyOptions } from "./log-verifier.js";
import { type Disclosure, disclosureShape, headShape } from "./records.js";
import { readTrustedKeys, type TrustedKey } from "./trusted-keys.js";

/** Checks an export, streaming. */
export async function verifyExport(path: string, options: VerifyOptions): Promise<Verified> {
  const verifier = new LogVerifier(options);
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) verifier.line(line);
  return verifier.end();
}

/** Keys given as such, or in a file. */
export async function trustedKeys(given: readonly string[]): Promise<readonly TrustedKey[]> {
  const texts = given.map(async (text) => (await textIn(text)) ?? text);
  return (await Promise.all(texts)).flatMap(readTrustedKeys);
}

/** A head in a file: one of the folder of heads, or an answer to `ledgerHead`. */
export async function witnessIn(path: string): Promise<SignedHead> {
  const answered = z.object({ data: z.object({ ledgerHead: headShape }) }).transform(({ data }) => data.ledgerHead);
  return shapedIn(path, z.union([headShape, answered]));
}

export async function disclosureIn(path: string): Promise<Disclosure> {
  return shapedIn(path, disclosureShape);
}

/** Checks the receipts in a file: one, several, or an answer to `ledgerReceipts`. */
export async function verifyReceipts(path: string, keys: readonly TrustedKey[]): Promise<Verified> {
  const json = await jsonIn(path);
  const receipts = receiptsIn(json);
  const faults: readonly Fault[] =
    receipts.length === 0
      ? [{ code: "unreadable", place: "receipt", at: "" }]
      : receipts.flatMap((receipt, at) => checkReceipt(receipt, keys, at + 1));
  return { entries: receipts.length, heads: 0, faults, faultCount: faults.length };
}

function receiptsIn(json: unknown): readonly unknown[] {
  const answer = z.object({ data: z.object({ ledgerReceipts: z.array(z.unknown()) }) }).safeParse(json);
  return answer.success ? answer.data.data.ledgerReceipts : [json].flat();
}

async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    // No file, or a text that cannot be the name of one: it is the key itself.
    if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

async function jsonIn(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

/** What a file holds, if it is such a thing; else it is named, and nothing of it repeated. */
async function shapedIn<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const read = shape.safeParse(await jsonIn(path));
  if (!read.success)
    throw new Error(`${path}: no tiene la forma que se espera / does not have the form that is expected`);
  return read.data;
}
