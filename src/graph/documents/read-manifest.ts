import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type GraphQLSchema, parse, validate } from "graphql";

/** Documents by their id: `sha256:` and the hex digest of the text, or any other name that who made them chose. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const ID = /^[\w:.-]{1,200}$/;
const DIGEST = /^(?:sha256:)?([0-9a-f]{64})$/;

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
export const idOf = (text: string): string => `sha256:${sha256(text)}`;

/** Thrown with every fault of a manifest in it. */
export class ManifestError extends Error {
  constructor(file: string, faults: readonly string[]) {
    super(`${file}: no se puede usar / cannot be used:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "ManifestError";
  }
}

/**
 * Reads the documents that front ends were built with: an object of texts by id, as most tools write it, or the manifest of Apollo's.
 * Throws `ManifestError` for one that is not valid for this schema, or whose digest is not that of its text. Without a schema it is seen
 * to that they can be read.
 */
export async function readManifest(file: string, schema: GraphQLSchema | undefined): Promise<TrustedDocuments> {
  const entries = entriesOf(await readJson(file));
  if (entries === undefined)
    throw new ManifestError(file, ["it is neither an object of texts by id nor { operations: [{ id, body }] }"]);
  const faults = entries.flatMap(([id, text]) => faultsOf(id, text, schema).map((fault) => `${id}: ${fault}`));
  if (faults.length > 0) throw new ManifestError(file, faults);
  return new Map(entries.map(([id, text]) => [DIGEST.test(id) ? idOf(text) : id, text]));
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new ManifestError(file, [error instanceof SyntaxError ? "it is not JSON" : String((error as Error).message)]);
  }
}

function entriesOf(manifest: unknown): (readonly [string, string])[] | undefined {
  const { operations } = Object(manifest) as { operations?: unknown };
  const entries = Array.isArray(operations)
    ? operations.map((one) => [Object(one).id, Object(one).body] as const)
    : Object.entries(Object(manifest));
  return entries.every(([id, text]) => typeof id === "string" && typeof text === "string")
    ? (entries as (readonly [string, string])[])
    : undefined;
}

function faultsOf(id: string, text: string, schema: GraphQLSchema | undefined): readonly string[] {
  if (!ID.test(id)) return ["an id has letters, digits and _:.-, up to 200"];
  const [, digest] = DIGEST.exec(id) ?? [];
  if (digest !== undefined && digest !== sha256(text)) return ["it is not the digest of its text"];
  try {
    const document = parse(text);
    return schema === undefined ? [] : validate(schema, document).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
