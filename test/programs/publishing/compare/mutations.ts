import fc from "fast-check";
import type { ProgramDocument } from "../../../../src/programs/document/program-document.js";
import { SEED_DOCUMENTS } from "../../../kit/seed-programs.js";

/** A blow at a document: which place, counted over all of them, and what is done there. */
interface Blow {
  readonly at: number;
  readonly kind: (typeof KINDS)[number];
  readonly word: string;
}
const KINDS = ["replace", "remove", "add", "move", "reverse", "double"] as const;

const blow: fc.Arbitrary<Blow> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom(...KINDS),
  word: fc.constantFrom("uno", "dos", "tres", "cuatro", "cinco"),
});
const blows = (maxLength: number) => fc.array(blow, { minLength: 1, maxLength });

export const seedDocument: fc.Arbitrary<ProgramDocument> = fc.constantFrom(...SEED_DOCUMENTS);

/** A program of the seeds and editions of it, each mutated by itself. */
export function editions(count: number, most = 6): fc.Arbitrary<readonly [ProgramDocument, ...ProgramDocument[]]> {
  return fc
    .tuple(seedDocument, fc.array(blows(most), { minLength: count, maxLength: count }))
    .map(([base, each]) => [base, ...each.map((all) => all.reduce(mutate, base))]);
}

/** Mutates only what lies under the given fields of the document. */
export function mutateWithin(
  document: ProgramDocument,
  fields: readonly string[],
  all: readonly Blow[],
): ProgramDocument {
  const part = Object.fromEntries(Object.entries(document).filter(([key]) => fields.includes(key)));
  const mutated = Object.entries(all.reduce(mutate, part as ProgramDocument)).filter(([key]) => fields.includes(key));
  const rest = Object.entries(document).filter(([key]) => !fields.includes(key));
  return Object.fromEntries([...rest, ...mutated]) as ProgramDocument;
}
export const someBlows = blows(6);

type Container = Record<string, unknown> | unknown[];

function mutate(document: ProgramDocument, { at, kind, word }: Blow): ProgramDocument {
  const copy = structuredClone(document) as unknown as Container;
  const places = containers(copy);
  const place = places[at % places.length]!;
  const keys = Object.keys(place);
  const key = keys[at % Math.max(1, keys.length)] ?? "";
  if (Array.isArray(place)) inList(place, Number(key), kind, word);
  else inRecord(place, key, kind, word);
  return copy as unknown as ProgramDocument;
}

function inList(list: unknown[], at: number, kind: Blow["kind"], word: string): void {
  const item = list[at];
  if (kind === "remove") list.splice(at, 1);
  if (kind === "reverse") list.reverse();
  if (kind === "move") list.unshift(...list.splice(at, 1));
  if (kind === "add") list.splice(at, 0, fresh(item, word));
  if (kind === "double") list.splice(at, 0, structuredClone(item ?? word));
  if (kind === "replace" && list.length > 0) list[at] = fresh(item, word);
}

function inRecord(record: Record<string, unknown>, key: string, kind: Blow["kind"], word: string): void {
  if (kind === "remove") delete record[key];
  else if (kind === "add") record[word] = { es: word };
  else if (key !== "" && typeof record[key] !== "object") record[key] = word;
}

function fresh(item: unknown, word: string): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return word;
  return { ...structuredClone(item), ...("id" in item ? { id: word } : { note: { es: word } }) };
}

function containers(value: unknown): Container[] {
  if (typeof value !== "object" || value === null) return [];
  return [value as Container, ...Object.values(value).flatMap(containers)];
}
