import { canonicalJson } from "../../../platform/canonical-json.js";
import { plainName } from "../../../platform/fold-text.js";
import { type Flaw, flaw } from "../../checks/flaw.js";
import type { ProgramDocument } from "../../document/program-document.js";
import type { Text } from "../../document/text.js";
import type { ReadDraft } from "./draft.js";

/** From this share in common, two programs give, or ask for, nearly the same. In the catalog all such pairs say how they are related. */
const NEARLY = 0.6;

/** Programs in force that seem to be this one under another slug. One it says it is related to is known about. */
export function checkSimilar({ document, others }: ReadDraft): readonly Flaw[] {
  const related = new Set(
    [...document.relations.map(({ program }) => program), ...document.status.map(({ successor }) => successor)].concat(
      document.slug,
    ),
  );
  const strange = others.filter(({ slug, relations }) => {
    return !related.has(slug) && !relations.some(({ program }) => program === document.slug);
  });
  return strange.flatMap((other) => {
    const same = sameName(document, other);
    return same.length > 0 ? same : nearlySame(document, other);
  });
}

function sameName(document: ProgramDocument, other: ProgramDocument): readonly Flaw[] {
  const theirs = new Set(namesOf(other).map(([, name]) => plainName(name)));
  const [first] = namesOf(document).filter(([, name]) => theirs.has(plainName(name)));
  if (first === undefined) return [];
  return [
    flaw("same_name", first[0], {
      es: `así se llama también «${other.slug}»: si son el mismo, corrija aquel; si no, diga cómo se relacionan`,
      en: `${other.slug} has this name too: if they are the same, correct that one; if not, say how they are related`,
    }),
  ];
}

type Named = readonly [path: readonly (string | number)[], name: string];

function namesOf({ name, aliases, acronym }: ProgramDocument): readonly Named[] {
  const { es, en }: Text = name;
  const names: readonly (readonly [Named[0], string | undefined])[] = [
    [["name", "es"], es],
    [["name", "en"], en],
    [["acronym"], acronym],
    ...aliases.map((alias, index) => [["aliases", index], alias] as const),
  ];
  return names.flatMap(([path, written]) => (written === undefined ? [] : [[path, written] as const]));
}

function nearlySame(document: ProgramDocument, other: ProgramDocument): readonly Flaw[] {
  const [ours, theirs] = [document, other].map(essence) as [Essence, Essence];
  if (ours.place !== theirs.place || ours.agencies.isDisjointFrom(theirs.agencies)) return [];
  if (shared(ours.kinds, theirs.kinds) < NEARLY || shared(ours.asks, theirs.asks) < NEARLY) return [];
  return [
    flaw("similar_program", ["supports", "kinds"], {
      es: `«${other.slug}» es de la misma institución, da y pide casi lo mismo`,
      en: `${other.slug} is of the same agency, gives and asks for nearly the same`,
    }),
  ];
}

type Essence = ReturnType<typeof essence>;

/** What a program comes down to: who gives what, where, and to whom. */
function essence({ agencies, supports, target, requirements, jurisdiction }: ProgramDocument) {
  const { level, state, municipality } = jurisdiction;
  return {
    agencies: new Set(agencies.map(({ agency }) => agency)),
    kinds: new Set<string>(supports.kinds),
    place: [level, state, municipality].join(),
    asks: new Set<string>([
      ...target.audiences,
      ...requirements.flatMap(({ role, rule }) =>
        role !== "requirement" || rule === undefined ? [] : [canonicalJson(rule)],
      ),
    ]),
  };
}

/** The share of two sets that both have; nothing where one is empty. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.intersection(other).size / Math.max(1, one.union(other).size);
}
