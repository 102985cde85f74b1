import type { Bilingual } from "../facts/fact.js";

/** Units of number facts, in words; what stands here for one and for several. Others are written as they are. */
const UNITS: Readonly<Record<string, { readonly one: Bilingual; readonly many: Bilingual }>> = {
  people: { one: { es: "persona", en: "person" }, many: { es: "personas", en: "people" } },
  years: { one: { es: "año", en: "year" }, many: { es: "años", en: "years" } },
  months: { one: { es: "mes", en: "month" }, many: { es: "meses", en: "months" } },
  times: { one: { es: "vez", en: "time" }, many: { es: "veces", en: "times" } },
  percent: { one: { es: "%", en: "%" }, many: { es: "%", en: "%" } },
  component: { one: { es: "", en: "" }, many: { es: "", en: "" } },
  "loan currency": {
    one: { es: "(moneda del crédito)", en: "(currency of the loan)" },
    many: { es: "(moneda del crédito)", en: "(currency of the loan)" },
  },
};

/** The unit after a number, e.g. "personas"; empty where none is written. */
export function unitAfter(value: number, unit: string, language: keyof Bilingual): string {
  const words = UNITS[unit];
  if (words === undefined) return unit;
  return (value === 1 ? words.one : words.many)[language];
}
