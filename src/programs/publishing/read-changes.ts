import { badInput } from "../../graph/errors.js";
import { type ProgramDocument, Slug } from "../document/program-document.js";
import { applyPatch, FORBIDDEN_KEYS } from "./compare/apply-patch.js";
import type { Edition } from "./editions.js";
import type { ProgramChangeInput } from "./revision.inputs.js";

/** Most programs of one revision: what must change together is little. */
export const MOST_PROGRAMS = 50;
/** Most levels of a document or patch; the deepest program has less than half. */
const DEEPEST = 40;

/** A change to one program, as it was asked for. */
export interface AskedChange {
  readonly slug: string;
  /** Where it stands in the input, for what is refused. */
  readonly field: string;
  readonly patch: object | undefined;
  readonly document: object | undefined;
}

/** Takes the changes of an input apart: each program once, by a patch or by a whole document. */
export function readChanges(changes: readonly ProgramChangeInput[], field = "input.changes"): readonly AskedChange[] {
  if (changes.length > MOST_PROGRAMS) throw badInput(field, TOO_MANY, { most: MOST_PROGRAMS });
  const seen = new Set<string>();
  return changes.map(({ program, patch, document }, index) => {
    const at = `${field}[${index}]`;
    if (!Slug.safeParse(program).success) throw badInput(`${at}.program`, NO_SLUG);
    if (seen.has(program)) throw badInput(`${at}.program`, TWICE);
    seen.add(program);
    const given = [patch, document].filter((value) => value !== null && value !== undefined);
    if (given.length !== 1) throw badInput(at, ONE_OF_TWO, ["patch", "document"]);
    needPlain(given[0], patch ? `${at}.patch` : `${at}.document`);
    return { slug: program, field: at, patch: patch ?? undefined, document: document ?? undefined };
  });
}

/** What a change makes of a program. The slug and the first day are not changed this way. */
export function proposedBy(
  { slug, field, patch, document }: AskedChange,
  before: object | null,
  edition: Edition | undefined,
): object {
  if (before === null && patch !== undefined) throw badInput(`${field}.program`, NO_PROGRAM);
  const proposed = patch === undefined ? { ...document } : patched(before as ProgramDocument, patch, `${field}.patch`);
  const { slug: named = slug, inForceFrom } = proposed as { slug?: unknown; inForceFrom?: unknown };
  const at = `${field}.${patch === undefined ? "document" : "patch"}`;
  if (named !== slug) throw badInput(`${at}.slug`, OTHER_SLUG);
  const from = edition?.document.inForceFrom;
  if (from !== undefined && inForceFrom !== undefined && inForceFrom !== from)
    throw badInput(`${at}.inForceFrom`, EFFECTIVE_ON);
  return { ...proposed, slug, ...(from === undefined ? {} : { inForceFrom: from }) };
}

function patched(before: ProgramDocument, patch: object, field: string): object {
  const result = applyPatch(before, patch);
  if ("refused" in result) throw badInput([field, ...result.refused.path].join("."), PATCH_REFUSED);
  return result.document as object;
}

/** JSON of an object, not too deep, with no key that means something to the language itself. */
function needPlain(value: unknown, field: string, depth = 0): void {
  if (depth === 0 && (typeof value !== "object" || value === null || Array.isArray(value)))
    throw badInput(field, NO_OBJECT);
  if (typeof value === "string" && (!value.isWellFormed() || value.includes("\0"))) throw badInput(field, NO_TEXT);
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEPEST) throw badInput(field, TOO_DEEP, { deepest: DEEPEST });
  for (const [key, inside] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.includes(key) || !key.isWellFormed() || key.includes("\0")) throw badInput(field, NO_KEY);
    needPlain(inside, field, depth + 1);
  }
}

const TOO_MANY = { es: `son más de ${MOST_PROGRAMS} programas`, en: `there are more than ${MOST_PROGRAMS} programs` };
export const NO_SLUG = {
  es: "es la clave de un programa: minúsculas sin acento, cifras y guiones, hasta 80",
  en: "is the key of a program: lower-case letters without accents, digits and hyphens, up to 80",
};
export const TWICE = { es: "está dos veces", en: "stands twice" };
const ONE_OF_TWO = {
  es: "lleva `patch`, con lo que cambia, o `document`, con el perfil completo",
  en: "has `patch`, with what changes, or `document`, with the whole profile",
};
const NO_PROGRAM = {
  es: "no hay tal programa; para uno nuevo mande `document`",
  en: "there is no such program; for a new one send `document`",
};
const OTHER_SLUG = { es: "la clave de un programa no cambia", en: "the key of a program does not change" };
const EFFECTIVE_ON = {
  es: "desde cuándo vale lo dice `effectiveOn` de la revisión",
  en: "from when on it holds is said by the revision's `effectiveOn`",
};
const NO_OBJECT = { es: "debe ser un objeto JSON", en: "must be a JSON object" };
const NO_TEXT = { es: "lleva un texto que no es Unicode válido", en: "has a text that is not valid Unicode" };
const NO_KEY = { es: "lleva un nombre de campo que no se admite", en: "has a name of a field that is not allowed" };
const PATCH_REFUSED = {
  es: "no se puede cambiar así: cada elemento de una lista es un objeto y conserva su id",
  en: "cannot be changed so: each item of a list is an object and keeps its id",
};
const TOO_DEEP = { es: "tiene demasiados niveles", en: "has too many levels" };
