import type { ProgramDocument } from "../document/program-document.js";
import type { Rule } from "../document/rule.js";
import { read } from "../document/text.js";
import { type Flaw, flaw } from "./flaw.js";
import type { Known } from "./known.js";

type Requirement = ProgramDocument["requirements"][number];

/** A condition whose rule by itself has nothing wrong, and where it stands. */
export interface SoundRequirement extends Pick<Requirement, "id" | "role" | "basis"> {
  readonly index: number;
  readonly rule: Rule;
}

/** The conditions of a program beside each other: said twice, contradicting, or asked for already. */
export function checkTogether(
  program: ProgramDocument,
  sound: readonly SoundRequirement[],
  known: Known,
): readonly Flaw[] {
  const twice = saidTwice(program);
  const again = new Set(twice.map(({ path }) => path[1]));
  const once = sound.filter(({ index }) => !again.has(index));
  return [...twice, ...contradicting(program, sound, known), ...shadowed(once, known)];
}

/** Two conditions that say the same. */
function saidTwice({ requirements }: ProgramDocument): readonly Flaw[] {
  const words = requirements.map(({ role, text }) => `${role} ${read(text, "es").value}`);
  const rules = requirements.map(({ role, rule }) => rule && `${role} ${JSON.stringify(rule)}`);
  return requirements.flatMap((_, index) => {
    const byWords = words.indexOf(words[index] ?? "");
    const byRule = rules[index] === undefined ? index : rules.indexOf(rules[index]);
    const first = Math.min(byWords, byRule);
    if (first === index) return [];
    const twin = requirements[first]?.id;
    return [
      flaw("same_requirement", ["requirements", index], {
        es: `esta condición dice lo mismo que «${twin}»`,
        en: `this condition says the same as ${twin}`,
      }),
    ];
  });
}

/** Requirements that no firm can meet both, and one that shuts out the state the program is of. */
function contradicting(
  { jurisdiction: { state } }: ProgramDocument,
  sound: readonly SoundRequirement[],
  { facts }: Known,
): readonly Flaw[] {
  const deciding = sound.filter(({ role }) => role === "requirement");
  const home: readonly Rule[] = state === undefined ? [] : [{ oneOf: { fact: "state", values: [state] } }];
  if (home.some((rule) => facts.checkRule(rule).length > 0)) return [];
  return facts.contradictions([...home, ...deciding.map(({ rule }) => rule)]).flatMap(([first, second]) => {
    const [one, other] = [deciding[first - home.length], deciding[second - home.length]];
    if (other === undefined) return [];
    const words =
      one === undefined
        ? {
            es: `deja fuera a ${state}, el estado del programa (jurisdiction)`,
            en: `shuts out ${state}, the state of the program (jurisdiction)`,
          }
        : {
            es: `se contradice con «${one.id}»: ninguna empresa puede cumplir las dos`,
            en: `contradicts ${one.id}: no firm can meet both`,
          };
    return [flaw("contradiction", ["requirements", other.index, "rule"], words)];
  });
}

/**
 * Conditions that another of the same role already asks for. One that only warns (implied) does not stand in for one that
 * refuses (stated).
 */
function shadowed(sound: readonly SoundRequirement[], { facts }: Known): readonly Flaw[] {
  return (["requirement", "limit"] as const).flatMap((role) => {
    const ofRole = sound.filter((one) => one.role === role);
    const pairs = facts
      .implications(ofRole.map(({ rule }) => rule))
      .map(([stronger, weaker]) => [ofRole[stronger], ofRole[weaker]] as const)
      .filter(([stronger, weaker]) => stronger?.basis !== "implied" || weaker?.basis === "implied");
    const both = (one: unknown, other: unknown) => pairs.some(([a, b]) => a === one && b === other);
    return pairs.flatMap(([stronger, weaker]) => {
      if (stronger === undefined || weaker === undefined) return [];
      const same = both(weaker, stronger);
      // Of two that come to the same, the later is told of.
      if (same && weaker.index < stronger.index) return [];
      const words = same
        ? { es: `pide lo mismo que «${stronger.id}»`, en: `asks for the same as ${stronger.id}` }
        : { es: `sobra: «${stronger.id}» ya lo exige`, en: `adds nothing: ${stronger.id} already asks for it` };
      return [flaw("shadowed_requirement", ["requirements", weaker.index, "rule"], words)];
    });
  });
}
