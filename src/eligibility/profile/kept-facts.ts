import { FACTS } from "../facts/index.js";
import { asWritten, inRules } from "./closed-values.js";
import type { SentProfile } from "./read-profile.js";

/** How much of a fact was told. */
export type KeptForm = "exact" | "open_list" | "between" | "one_of" | "not_known";

/** One fact of a profile as it can be kept: its form, and its values as texts in the codes of the API (for `between`: least and most, empty where open). */
export interface KeptFact {
  readonly fact: string;
  readonly form: KeptForm;
  readonly values: readonly string[];
}

/** The same as whoever keeps it gives it back. */
export type ToldFact = Omit<KeptFact, "form"> & { readonly form: string };

/** Takes a profile that was read without refusal apart, fact by fact. Identifiers are no facts and are left out. */
export function keptFacts(sent: SentProfile): readonly KeptFact[] {
  const open = new Set(sent.notComplete ?? []);
  const exact = Object.keys(FACTS).flatMap((fact): KeptFact[] => {
    const value = sent[fact];
    if (value === undefined || value === null) return [];
    const values = (Array.isArray(value) ? value : [value]).map((each) => asWritten(FACTS[fact], String(each)));
    return [{ fact, form: open.has(fact) ? "open_list" : "exact", values }];
  });
  return [
    ...exact,
    ...(sent.between ?? []).map(
      ({ fact, min, max }): KeptFact => ({ fact, form: "between", values: [min ?? "", max ?? ""] }),
    ),
    ...(sent.oneOf ?? []).map(({ fact, values }): KeptFact => ({ fact, form: "one_of", values })),
    ...(sent.notKnown ?? []).map((fact): KeptFact => ({ fact, form: "not_known", values: [] })),
  ];
}

/** The profile again, as it would be sent. */
export function sentFrom(
  kept: readonly ToldFact[],
  identifiers: { readonly rfc?: string | null; readonly curp?: string | null } = {},
): SentProfile {
  const of = (form: KeptForm) => kept.filter((each) => each.form === form);
  const lists = of("open_list");
  return {
    ...Object.fromEntries([...of("exact"), ...lists].map((each) => [each.fact, plainValue(each)])),
    between: of("between").map(({ fact, values: [min, max] }) => ({ fact, min: min || null, max: max || null })),
    oneOf: of("one_of").map(({ fact, values }) => ({ fact, values })),
    notComplete: lists.map(({ fact }) => fact),
    notKnown: of("not_known").map(({ fact }) => fact),
    rfc: identifiers.rfc ?? null,
    curp: identifiers.curp ?? null,
  };
}

function plainValue({ fact, values }: ToldFact): unknown {
  const known = FACTS[fact];
  const [value, ...more] = values.map((each) => inRules(known, each));
  if (known?.type === "codes") return value === undefined ? [] : [value, ...more];
  return known?.type === "boolean" ? value === "true" : value;
}
