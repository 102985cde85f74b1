import type { z } from "zod";
import { suggestion } from "../../platform/suggest.js";
import { numberWords } from "../document/decimal.js";
import { keysAt, kindsAt } from "./schema-keys.js";
import { bilingual, type Words } from "./words.js";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** One thing wrong with the shape of a file: where, and in both languages what. */
export interface Explained {
  readonly path: Path;
  readonly message: string;
}

interface File {
  readonly shape: z.core.$ZodType;
  readonly content: unknown;
}

/** What an issue of the shape means for who edits the file: nearest legal names, and how a value should be written. */
export function explainIssue(issue: Issue, file: File, above: Path = []): readonly Explained[] {
  const path = [...above, ...issue.path];
  const found = valueAt(file.content, path);
  const say = (words: Words): readonly Explained[] => [{ path, message: bilingual(words) }];
  switch (issue.code) {
    case "invalid_type":
      return [{ path, message: wrongType(issue.expected, found, path) }];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], message: strangeKey(key, keysAt(file.shape, path)) }));
    case "invalid_value":
      return say(wrongValue(issue.values.map(String), found, path));
    case "invalid_union":
      return explainUnion(issue, file, path, found);
    case "too_small":
      return say(tooSmall(issue.origin, Number(issue.minimum)));
    case "too_big":
      return say({ es: `rebasa el máximo de ${issue.maximum}`, en: `exceeds the maximum of ${issue.maximum}` });
    default:
      return [{ path, message: issue.message }];
  }
}

/** Faults of the file without those that are only the other side of another: a misspelt field is also a missing one. */
export function explainIssues(issues: readonly Issue[], file: File): readonly Explained[] {
  const explained = issues.flatMap((issue) => explainIssue(issue, file));
  const meant = new Set(
    explained.flatMap(({ path, message }) =>
      (/¿quiso decir (.+?)\?/.exec(message)?.[1] ?? "")
        .split(" o ")
        .map((key) => [...path.slice(0, -1), key].join("\0")),
    ),
  );
  return explained.filter(({ path, message }) => !(message.startsWith("falta ") && meant.has(path.join("\0"))));
}

function strangeKey(key: string, legal: readonly string[]): string {
  if (/^\d+$/.test(key)) {
    return bilingual({
      es: `«${key}» no es un campo; ¿es parte de un número con separador de millares?`,
      en: `Unrecognized key ${key}; is it part of a number with thousands separators?`,
    });
  }
  const { es, en } = suggestion(key, legal);
  return bilingual({ es: `«${key}» no es un campo${es}`, en: `Unrecognized key ${key}${en}` });
}

const TYPES: Readonly<Record<string, Words>> = {
  string: { es: "un texto", en: "a text" },
  number: { es: "un número", en: "a number" },
  int: { es: "un número entero", en: "a whole number" },
  boolean: { es: "true o false", en: "true or false" },
  array: { es: "una lista", en: "a list" },
  object: { es: "un grupo de campos", en: "a group of fields" },
};

function wrongType(expected: string, found: unknown, path: Path): string {
  const key = String(path.at(-1));
  const wanted = TYPES[expected] ?? { es: expected, en: expected };
  if (found === undefined) return bilingual({ es: `falta «${key}»`, en: `${key} is missing` });
  if (found === null) {
    return bilingual({
      es: `«${key}» está vacío: debe ser ${wanted.es}`,
      en: `${key} is empty: it must be ${wanted.en}`,
    });
  }
  if (["number", "int"].includes(expected) && typeof found === "string") return numberWords(found);
  const hint = howToWrite(expected, found);
  return bilingual({
    es: `debe ser ${wanted.es}${hint.es}`,
    en: `it must be ${wanted.en}${hint.en}`,
  });
}

function howToWrite(expected: string, found: unknown): Words {
  if (expected === "string" && ["number", "boolean"].includes(typeof found)) {
    return { es: `: escriba "${found}" entre comillas`, en: `: write "${found}" in quotation marks` };
  }
  if (expected === "boolean" && typeof found === "string") return { es: `, no «${found}»`, en: `, not «${found}»` };
  if (expected === "array" && typeof found !== "object")
    return { es: `: escriba [ ${found} ]`, en: `: write [ ${found} ]` };
  return { es: "", en: "" };
}

function wrongValue(legal: readonly string[], found: unknown, path: Path): Words {
  if (found === undefined) return { es: `falta «${String(path.at(-1))}»`, en: `${String(path.at(-1))} is missing` };
  const { es, en } = suggestion(String(found), legal);
  return { es: `«${found}» no está en el vocabulario${es}`, en: `${found} is not in the vocabulary${en}` };
}

function tooSmall(origin: string, minimum: number): Words {
  if (origin === "string") return { es: "el texto está vacío", en: "the text is empty" };
  if (origin === "array" && minimum > 1) {
    return { es: `la lista necesita al menos ${minimum} elementos`, en: `the list needs at least ${minimum} items` };
  }
  if (origin === "array") return { es: "la lista está vacía", en: "the list is empty" };
  return { es: `debe ser al menos ${minimum}`, en: `it must be at least ${minimum}` };
}

type UnionIssue = Extract<Issue, { code: "invalid_union" }>;

/** Of the forms a value may have, tells what is wrong with the one that was meant. */
function explainUnion(issue: UnionIssue, file: File, path: Path, found: unknown): readonly Explained[] {
  const kinds = kindsAt(file.shape, path);
  if (kinds.length > 0) return explainKind(issue, file, path, found, kinds);
  const expected = issue.errors.flatMap((branch) =>
    branch.filter((one) => one.code === "invalid_type" && one.path.length === 0),
  );
  if (found === undefined || found === null) return [{ path, message: wrongType("string", found, path) }];
  if (typeof found !== "object" && expected.some((one) => "expected" in one && one.expected === "number")) {
    return [{ path, message: numberWords(String(found)) }];
  }
  const meant = [...issue.errors].sort((a, b) => strangeness(a) - strangeness(b))[0] ?? [];
  return meant.flatMap((one) => explainIssue(one as Issue, file, path));
}

/** How far a value is from one of its possible forms. */
function strangeness(branch: readonly z.core.$ZodIssue[]): number {
  return branch.reduce((sum, { code, path }) => {
    if (code === "invalid_type" && path.length === 0) return sum + 1000;
    return sum + (code === "unrecognized_keys" ? 10 : 1);
  }, 0);
}

const CRITERION = { es: "criterio", en: "criterion", join: "all o any" };
const AMOUNT = { es: "cálculo", en: "calculation", join: "least, most o sum" };

/** A rule or an amount is an object with one key, its kind. */
function explainKind(
  issue: UnionIssue,
  file: File,
  path: Path,
  found: unknown,
  kinds: readonly string[],
): readonly Explained[] {
  const say = (at: Path, words: Words) => [{ path: at, message: bilingual(words) }];
  const name = kinds.includes("percentOf") ? AMOUNT : CRITERION;
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    const list = kinds.join(", ");
    return say(path, { es: `aquí va un ${name.es}: uno de ${list}`, en: `a ${name.en} goes here: one of ${list}` });
  }
  const keys = Object.keys(found);
  const strange = keys.filter((key) => !kinds.includes(key));
  if (strange.length > 0) {
    return strange.flatMap((key) => {
      const { es, en } = suggestion(key, kinds);
      return say([...path, key], {
        es: `«${key}» no es una clase de ${name.es}${es}`,
        en: `${key} is not a kind of ${name.en}${en}`,
      });
    });
  }
  const [kind, second] = keys;
  if (second !== undefined) {
    return say([...path, second], {
      es: `un ${name.es} es de una sola clase: «${second}» sobra; únalos con ${name.join}`,
      en: `a ${name.en} has one kind only: ${second} is too much; join them with ${name.join.replace(" o ", " or ")}`,
    });
  }
  if (kind === undefined) return say(path, { es: `el ${name.es} está vacío`, en: `the ${name.en} is empty` });
  const branch = issue.errors[kinds.indexOf(kind)] ?? [];
  return branch.flatMap((one) => explainIssue(one as Issue, file, path));
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    content,
  );
}
