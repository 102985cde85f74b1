import type { AmountRule } from "../document/amount-rule.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { Known } from "./known.js";
import type { Fault, Located } from "./read-seeds.js";
import { fault } from "./words.js";

type Path = readonly PropertyKey[];

/** Figures of one program: what the sources say, and what is worked out from it. */
export function checkAmounts(located: Located<ProgramDocument>, known: Known): readonly Fault[] {
  const { supports, results } = located.value;
  return [
    ...supports.amounts.flatMap((amount, index) => [
      ...checkFigure(located, ["supports", "amounts", index], amount),
      ...checkShare(located, ["supports", "amounts", index, "value"], amount),
    ]),
    ...results.figures.flatMap((figure, index) => checkFigure(located, ["results", "figures", index], figure)),
    ...supports.calculations.flatMap(({ rule, currency }, index) => {
      const path = ["supports", "calculations", index, "rule"];
      const unsound = known.facts.checkAmount(rule, currency);
      return unsound.length > 0
        ? unsound.map(({ path: inside, ...words }) => fault(located, [...path, ...inside], words))
        : unsaid(located, path, rule, currency);
    }),
  ];
}

interface Figure {
  readonly value?: string | undefined;
  readonly currency?: string | undefined;
  readonly percent?: boolean | undefined;
  readonly words?: object | undefined;
  readonly unit?: object | undefined;
}

/** One figure is money, a percentage, a number of something, or words. */
function checkFigure(located: Located<ProgramDocument>, path: Path, figure: Figure): readonly Fault[] {
  if (figure.value === undefined) {
    if (figure.words !== undefined) return [];
    return [
      fault(located, path, {
        es: "no tiene cifra ni palabras: falta «value» o «words»",
        en: "it has neither value nor words",
      }),
    ];
  }
  if (figure.percent && figure.currency !== undefined) {
    return [
      fault(located, [...path, "percent"], {
        es: "una cifra es dinero o porcentaje, no las dos cosas",
        en: "a figure is money or a percentage, not both",
      }),
    ];
  }
  if (!figure.percent && figure.currency === undefined && figure.unit === undefined) {
    return [
      fault(located, [...path, "value"], {
        es: "no dice de qué es la cifra: falta «currency», «unit» o «percent»",
        en: "it does not say what is counted: currency, unit or percent is missing",
      }),
    ];
  }
  const number = Number(figure.value);
  if (!figure.percent || number <= 0 || number >= 1) return [];
  const hundredfold = Number((number * 100).toFixed(6));
  return [
    fault(located, [...path, "value"], {
      es: `un porcentaje se escribe de 0 a 100: ${figure.value} parece una fracción; ¿quiso decir ${hundredfold}?`,
      en: `a percentage is written from 0 to 100: ${figure.value} looks like a fraction; did you mean ${hundredfold}?`,
    }),
  ];
}

/** A share of something is never more than all of it. */
function checkShare(
  located: Located<ProgramDocument>,
  path: Path,
  { type, percent, value }: ProgramDocument["supports"]["amounts"][number],
): readonly Fault[] {
  const share = ["share", "max_share", "share_average", "relief"].includes(type);
  if (!percent || !share || value === undefined || Number(value) <= 100) return [];
  return [
    fault(located, path, {
      es: `una parte no rebasa 100%, y dice ${value}`,
      en: `a share is not over 100 %, and this says ${value}`,
    }),
  ];
}

/** A fixed sum that the figures of the sources do not name: nothing is worked out from what no document says. */
function unsaid(
  located: Located<ProgramDocument>,
  path: Path,
  rule: AmountRule,
  currency: string | undefined,
): readonly Fault[] {
  if ("fixed" in rule) {
    const { amounts } = located.value.supports;
    if (amounts.some((amount) => amount.currency === currency && Number(amount.value) === Number(rule.fixed)))
      return [];
    return [
      fault(located, [...path, "fixed"], {
        es: `${rule.fixed} ${currency} no está entre las cifras de la fuente (supports.amounts)`,
        en: `${rule.fixed} ${currency} is not among the figures of the source (supports.amounts)`,
      }),
    ];
  }
  if ("remainder" in rule) return unsaid(located, [...path, "remainder", "of"], rule.remainder.of, currency);
  const [kind, parts] = Object.entries(rule)[0] as [string, unknown];
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: AmountRule, index) => unsaid(located, [...path, kind, index], part, currency));
}
