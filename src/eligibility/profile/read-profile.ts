import { badInput, Refusal } from "../../graph/errors.js";
import type { Fact } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import type { Fault } from "../identity/fault.js";
import type { OfficialCodes } from "../ports.js";
import { DECLINED, type Knowledge, known, type Profile } from "../rules/knowledge.js";
import { inRules } from "./closed-values.js";
import { factsFromIdentity } from "./identity-facts.js";
import { type Understood, understand } from "./understand.js";

/** A profile as it is sent: a value under each fact's key, and the ways to say less than a value. */
export interface SentProfile {
  readonly between?:
    | readonly { readonly fact: string; readonly min?: string | null; readonly max?: string | null }[]
    | null;
  readonly oneOf?: readonly { readonly fact: string; readonly values: readonly string[] }[] | null;
  readonly notComplete?: readonly string[] | null;
  readonly notKnown?: readonly string[] | null;
  readonly curp?: string | null;
  readonly rfc?: string | null;
  readonly [fact: string]: unknown;
}

const MOST_ITEMS = 100;

/** A firm as it was sent and as it is understood. */
export interface Firm {
  readonly stated: Profile;
  readonly understood: Understood;
  /** What its identifiers have odd, or between them do not agree on. */
  readonly notes: readonly Fault[];
}

/** Longest identifier that is looked at: the CURP has 18 characters, and people write blanks and hyphens. */
const LONGEST_IDENTIFIER = 40;

/** Reads a firm as of a day, or refuses with BAD_USER_INPUT and the field at fault; never repeats a value. */
export function readFirm(sent: SentProfile, codes: OfficialCodes, asOf: string): Firm {
  const stated = readProfile(sent, codes);
  const identity = factsFromIdentity({ curp: identifier(sent, "curp"), rfc: identifier(sent, "rfc") }, asOf);
  for (const field of ["curp", "rfc"] as const) {
    const [fault] = identity.faults.filter(({ code }) => code.startsWith(`${field.toUpperCase()}_`));
    if (fault !== undefined) throw refusedIdentifier(`profile.${field}`, fault);
  }
  return {
    stated,
    understood: understand(stated, codes, identity.facts),
    notes: [...identity.warnings, ...identity.contradictions],
  };
}

function identifier(sent: SentProfile, field: "curp" | "rfc"): string | undefined {
  const given = sent[field] ?? undefined;
  if (given === undefined || given.length <= LONGEST_IDENTIFIER) return given;
  throw badInput(
    `profile.${field}`,
    { es: "es demasiado largo", en: "is too long" },
    { maxLength: LONGEST_IDENTIFIER },
  );
}

function refusedIdentifier(field: string, { code, text }: Fault): Refusal {
  return new Refusal(
    "BAD_USER_INPUT",
    { es: `${field}: ${text.es}`, en: `${field}: ${text.en}` },
    { field, rule: code },
  );
}

/** Reads what was sent, or refuses with BAD_USER_INPUT and the field at fault; never repeats a value. */
export function readProfile(sent: SentProfile, codes: OfficialCodes): Profile {
  const profile = new Map<string, Knowledge>();
  const put = (key: string, field: string, knowledge: Knowledge) => {
    if (profile.has(key)) {
      throw badInput(field, {
        es: "ya se dio ese dato en otro lugar del perfil; déjelo en uno solo",
        en: "that fact was already given elsewhere in the profile; keep it in one place",
      });
    }
    profile.set(key, knowledge);
  };
  const open = new Set(needFacts(sent.notComplete, "profile.notComplete", "codes"));
  for (const [key, fact] of Object.entries(FACTS)) {
    const value = sent[key];
    if (value === undefined || value === null) continue;
    put(key, `profile.${key}`, exactly(`profile.${key}`, fact, value, open.has(key), codes));
  }
  needFew(sent.between, "profile.between").forEach(({ fact: key, min, max }, index) => {
    const field = `profile.between[${index}]`;
    const fact = needFact(key, `${field}.fact`, "number");
    const [least, most] = [min ?? null, max ?? null];
    const low = least === null ? fact.min : needNumber(`${field}.min`, fact, least);
    const high = most === null ? fact.max : needNumber(`${field}.max`, fact, most);
    if ((least === null && most === null) || low > high) {
      throw badInput(field, {
        es: "lleva min, max o ambos, y min no rebasa a max",
        en: "has min, max or both, and min does not exceed max",
      });
    }
    put(key, field, known.between(low, high));
  });
  needFew(sent.oneOf, "profile.oneOf").forEach(({ fact: key, values }, index) => {
    const field = `profile.oneOf[${index}]`;
    const fact = needFact(key, `${field}.fact`, "code");
    if (values.length === 0 || values.length > MOST_ITEMS) throw tooMany(`${field}.values`, 1);
    put(
      key,
      field,
      known.code(...values.flatMap((value) => needCode(`${field}.values`, fact, inRules(fact, value), codes))),
    );
  });
  for (const key of needFacts(sent.notKnown, "profile.notKnown")) put(key, "profile.notKnown", DECLINED);
  return profile;
}

function exactly(field: string, fact: Fact, value: unknown, open: boolean, codes: OfficialCodes): Knowledge {
  switch (fact.type) {
    case "boolean":
      return known.boolean(value === true);
    case "number":
      return known.number(needNumber(field, fact, value as string | number));
    case "code":
      return known.code(...needCode(field, fact, String(value), codes));
    case "codes": {
      const list = value as readonly string[];
      if (list.length > MOST_ITEMS) throw tooMany(field, 0);
      return open ? known.codesAtLeast(...list) : known.codes(...list);
    }
  }
}

type Typed<T extends Fact["type"]> = Extract<Fact, { readonly type: T }>;

function needFact<T extends Fact["type"]>(key: string, field: string, type: T): Typed<T> {
  const fact = Object.hasOwn(FACTS, key) ? FACTS[key] : undefined;
  if (fact?.type === type) return fact as Typed<T>;
  const kind = { number: ["numérico", "number"], code: ["de un solo código", "single-code"] }[type as string] ?? [
    "de lista",
    "list",
  ];
  throw badInput(
    field,
    {
      es: `no es la clave de un dato ${kind[0]}; vea eligibilityFacts`,
      en: `is not the key of a ${kind[1]} fact; see eligibilityFacts`,
    },
    Object.keys(FACTS).filter((each) => FACTS[each]?.type === type),
  );
}

function needFacts(keys: readonly string[] | null | undefined, field: string, type?: "codes"): readonly string[] {
  const given = needFew(keys, field);
  for (const key of given) {
    if (type !== undefined) needFact(key, field, type);
    else if (!Object.hasOwn(FACTS, key)) {
      throw badInput(field, {
        es: "tiene una clave que no es de ningún dato; vea eligibilityFacts",
        en: "has a key that belongs to no fact; see eligibilityFacts",
      });
    }
  }
  return given;
}

function needNumber(field: string, fact: Typed<"number">, value: string | number): number {
  const number = Number(value);
  const { min, max, integer, unit } = fact;
  if (Number.isFinite(number) && number >= min && number <= max && (!integer || Number.isInteger(number)))
    return number;
  throw badInput(
    field,
    {
      es: `debe ser ${integer ? "un entero" : "un número"} de ${min} a ${max} (${unit})`,
      en: `must be ${integer ? "a whole number" : "a number"} from ${min} to ${max} (${unit})`,
    },
    { min, max, unit },
  );
}

/** The codes that one code stands for: itself, or all classes of a branch of industry. */
function needCode(field: string, fact: Typed<"code">, code: string, codes: OfficialCodes): readonly string[] {
  if ("values" in fact) {
    if (Object.hasOwn(fact.values, code)) return [code];
    throw badInput(
      field,
      { es: "no es un valor de la lista", en: "is not a value of the list" },
      Object.keys(fact.values).map((value) => value.toUpperCase()),
    );
  }
  if (fact.table === "industry") {
    const classes = codes.classesOf(code);
    if (classes.length > 0) return classes;
  } else if (codes.nameOf(fact.table, code) !== undefined) return [code];
  throw badInput(field, TABLE_REFUSALS[fact.table]);
}

const TABLE_REFUSALS = {
  state: {
    es: "no es una entidad; use su código ISO 3166-2, p. ej. MX-QUE (vea states)",
    en: "is not a state; use its ISO 3166-2 code, e.g. MX-QUE (see states)",
  },
  municipality: {
    es: "no es una clave de municipio del INEGI, de cinco dígitos (vea municipalities)",
    en: "is not an INEGI municipality key of five digits (see municipalities)",
  },
  industry: {
    es: "no es un código del SCIAN 2018 o 2023, de dos a seis dígitos (vea industries)",
    en: "is not a code of SCIAN 2018 or 2023, of two to six digits (see industries)",
  },
} as const;

function needFew<T>(list: readonly T[] | null | undefined, field: string): readonly T[] {
  if (list === undefined || list === null) return [];
  if (list.length > MOST_ITEMS) throw tooMany(field, 0);
  return list;
}

function tooMany(field: string, minItems: number) {
  return badInput(
    field,
    { es: `puede tener de ${minItems} a ${MOST_ITEMS} elementos`, en: `may have ${minItems} to ${MOST_ITEMS} items` },
    { minItems, maxItems: MOST_ITEMS },
  );
}
