import { plainName } from "../../../platform/fold-text.js";
import type { ProgramDocument } from "../../document/program-document.js";

/** What two programs can have in common, and how much it says that they are one, of 100. */
export const EVIDENCE = {
  same_name: { weight: 50, es: "Se llaman igual", en: "They have the same name" },
  same_words: { weight: 40, es: "Sus nombres llevan las mismas palabras", en: "Their names have the same words" },
  same_acronym: { weight: 15, es: "Tienen las mismas siglas", en: "They have the same acronym" },
  same_agency: { weight: 25, es: "Son de la misma institución", en: "They are of the same agency" },
  same_place: { weight: 15, es: "Son del mismo lugar", en: "They are of the same place" },
  same_support: { weight: 10, es: "Dan lo mismo", en: "They give the same" },
} as const;
export type Evidence = keyof typeof EVIDENCE;

/** From here on two items are taken for one program. */
export const JOINED_FROM = 75;
/** From here on a person has to say whether they are. */
export const DOUBTED_FROM = 50;

/** What a program is recognised by. */
export interface Likeness {
  readonly slug: string;
  readonly catalog: string;
  readonly names: readonly string[];
  readonly acronym: string | null;
  readonly agencies: readonly string[];
  readonly place: string;
  readonly kinds: readonly string[];
}

/** What a program is recognised by, as its document or the store has it. */
export type Recognised = Pick<
  ProgramDocument,
  "slug" | "catalog" | "name" | "aliases" | "agencies" | "jurisdiction"
> & {
  readonly acronym?: string | null | undefined;
  readonly supports: Pick<ProgramDocument["supports"], "kinds">;
};

export function likenessOf({ slug, catalog, name, aliases, acronym, agencies, ...rest }: Recognised): Likeness {
  const { level, state, municipality } = rest.jurisdiction;
  const names = [...Object.values(name), ...aliases].map(plainName).filter((one) => one !== "");
  return {
    slug,
    catalog,
    names: [...new Set(names)],
    acronym: acronym ? plainName(acronym) : null,
    agencies: agencies.map(({ agency }) => agency),
    place: [level, state, municipality].join(),
    kinds: rest.supports.kinds,
  };
}

/** What speaks for two programs being one. */
export function evidenceFor(one: Likeness, other: Likeness): readonly Evidence[] {
  const named = one.names.some((name) => other.names.includes(name));
  const worded = one.names.some((name) => other.names.some((theirs) => wordsOf(name) === wordsOf(theirs)));
  const found: Readonly<Record<Evidence, boolean>> = {
    same_name: named,
    same_words: !named && worded,
    same_acronym: one.acronym !== null && one.acronym === other.acronym,
    same_agency: one.agencies.some((agency) => other.agencies.includes(agency)),
    same_place: one.place === other.place,
    same_support: one.kinds.some((kind) => other.kinds.includes(kind)),
  };
  return (Object.keys(EVIDENCE) as Evidence[]).filter((kind) => found[kind]);
}

export function scoreOf(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, kind) => sum + EVIDENCE[kind].weight, 0);
}

/** Words that many names have. */
const COMMON = new Set(
  "de del la el los las y e para a en por con the of for and to in programa program fondo fund".split(" "),
);

/** The telling words of a plain name, in an order of their own. */
export function wordsOf(plain: string): string {
  const words = plain.split(" ").filter((word) => !COMMON.has(word));
  return words.length < 2 ? plain : words.sort().join(" ");
}
