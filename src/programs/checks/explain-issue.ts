import type { z } from "zod";
import { nearest, suggestion } from "../../platform/suggest.js";
import { strangeKey, tooSmall, wrongNumber, wrongType, wrongValue } from "./explain-value.js";
import { type Flaw, flaw, type Path, shown } from "./flaw.js";
import { keysAt, kindsAt } from "./schema-keys.js";
import { apart, type Words } from "./words.js";

type Issue = z.core.$ZodIssue;

/** A value as it came, and the shape it should have. */
interface Given {
  readonly shape: z.core.$ZodType;
  readonly content: unknown;
}

/** What an issue of the shape means for who edits it: nearest legal names, and how a value should be written. */
export function explainIssue(issue: Issue, given: Given, above: Path = []): readonly Flaw[] {
  const path = [...above, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
  const found = valueAt(given.content, path);
  switch (issue.code) {
    case "invalid_type":
      return [wrongType(path, issue.expected, found)];
    case "unrecognized_keys":
      return issue.keys.map((key) => strangeKey([...path, key], key, keysAt(given.shape, path)));
    case "invalid_value":
      return [wrongValue(path, issue.values.map(String), found)];
    case "invalid_union":
      return explainUnion(issue, given, path, found);
    case "too_small":
      return [tooSmall(path, issue.origin, Number(issue.minimum))];
    case "too_big": {
      const { maximum } = issue;
      const words = { es: `rebasa el máximo de ${maximum}`, en: `exceeds the maximum of ${maximum}` };
      return [flaw("wrong_form", path, words)];
    }
    default:
      return [flaw("wrong_form", path, apart(issue.message))];
  }
}

/** Flaws of a value, one a place, without those that are only the other side of another: a misspelt field is also a missing one. */
export function explainIssues(issues: readonly Issue[], given: Given): readonly Flaw[] {
  const explained = issues.flatMap((issue) => explainIssue(issue, given));
  const meant = new Set(
    explained
      .filter(({ code }) => code === "unknown_field")
      .flatMap(({ path, allowed = [] }) => allowed.map((key) => [...path.slice(0, -1), key].join("\0"))),
  );
  const places = explained.map(({ path }) => path.join("\0"));
  return explained.filter(({ code }, index) => {
    const place = places[index] ?? "";
    return places.indexOf(place) === index && !(code === "missing_field" && meant.has(place));
  });
}

type UnionIssue = Extract<Issue, { code: "invalid_union" }>;

/** Of the forms a value may have, tells what is wrong with the one that was meant. */
function explainUnion(issue: UnionIssue, given: Given, path: Path, found: unknown): readonly Flaw[] {
  const kinds = kindsAt(given.shape, path);
  if (kinds.length > 0) return explainKind(issue, given, path, found, kinds);
  const expected = issue.errors.flatMap((branch) =>
    branch.filter((one) => one.code === "invalid_type" && one.path.length === 0),
  );
  if (found === undefined || found === null) return [wrongType(path, "string", found)];
  if (typeof found !== "object" && expected.some((one) => "expected" in one && one.expected === "number")) {
    return [wrongNumber(path, found)];
  }
  const meant = [...issue.errors].sort((a, b) => strangeness(a) - strangeness(b))[0] ?? [];
  return meant.flatMap((one) => explainIssue(one as Issue, given, path));
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
  given: Given,
  path: Path,
  found: unknown,
  kinds: readonly string[],
): readonly Flaw[] {
  const name = kinds.includes("percentOf") ? AMOUNT : CRITERION;
  const say = (at: Path, words: Words) => [flaw("wrong_form", at, words)];
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    const list = kinds.join(", ");
    return say(path, { es: `aquí va un ${name.es}: uno de ${list}`, en: `a ${name.en} goes here: one of ${list}` });
  }
  const keys = Object.keys(found);
  const strange = keys.filter((key) => !kinds.includes(key));
  if (strange.length > 0) {
    return strange.map((key) => {
      const { es, en } = suggestion(key, kinds);
      const said = shown(key);
      const words = {
        es: `«${said}» no es una clase de ${name.es}${es}`,
        en: `${said} is not a kind of ${name.en}${en}`,
      };
      return flaw("unknown_field", [...path, key], words, nearest(key, kinds));
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
  return branch.flatMap((one) => explainIssue(one as Issue, given, path));
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    content,
  );
}
