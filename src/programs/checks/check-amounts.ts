import type { AmountRule } from "../document/amount-rule.js";
import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, flaw, type Path } from "./flaw.js";
import type { Known } from "./known.js";

/** Figures of one program: what the sources say, and what is worked out from it. */
export function checkAmounts({ supports, results }: ProgramDocument, known: Known): readonly Flaw[] {
  return [
    ...supports.amounts.flatMap((amount, index) => [
      ...checkFigure(["supports", "amounts", index], amount),
      ...checkShare(["supports", "amounts", index, "value"], amount),
    ]),
    ...results.figures.flatMap((figure, index) => checkFigure(["results", "figures", index], figure)),
    ...supports.calculations.flatMap(({ rule, currency }, index) => {
      const path = ["supports", "calculations", index, "rule"];
      const unsound = known.facts.checkAmount(rule, currency);
      return unsound.length > 0
        ? unsound.map(({ code, path: inside, ...words }) => flaw(code, [...path, ...inside], words))
        : unsaid(supports.amounts, path, rule, currency);
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
function checkFigure(path: Path, figure: Figure): readonly Flaw[] {
  if (figure.value === undefined) {
    if (figure.words !== undefined) return [];
    return [
      flaw("unclear_figure", path, {
        es: "no tiene cifra ni palabras: falta «value» o «words»",
        en: "it has neither value nor words",
      }),
    ];
  }
  if (figure.percent && figure.currency !== undefined) {
    return [
      flaw("unclear_figure", [...path, "percent"], {
        es: "una cifra es dinero o porcentaje, no las dos cosas",
        en: "a figure is money or a percentage, not both",
      }),
    ];
  }
  if (!figure.percent && figure.currency === undefined && figure.unit === undefined) {
    return [
      flaw("unclear_figure", [...path, "value"], {
        es: "no dice de qué es la cifra: falta «currency», «unit» o «percent»",
        en: "it does not say what is counted: currency, unit or percent is missing",
      }),
    ];
  }
  const number = Number(figure.value);
  if (!figure.percent || number <= 0 || number >= 1) return [];
  const hundredfold = Number((number * 100).toFixed(6));
  return [
    flaw("out_of_bounds", [...path, "value"], {
      es: `un porcentaje se escribe de 0 a 100: ${figure.value} parece una fracción; ¿quiso decir ${hundredfold}?`,
      en: `a percentage is written from 0 to 100: ${figure.value} looks like a fraction; did you mean ${hundredfold}?`,
    }),
  ];
}

/** A share of something is never more than all of it. */
function checkShare(path: Path, { type, percent, value }: Amounts[number]): readonly Flaw[] {
  const share = ["share", "max_share", "share_average", "relief"].includes(type);
  if (!percent || !share || value === undefined || Number(value) <= 100) return [];
  return [
    flaw("out_of_bounds", path, {
      es: `una parte no rebasa 100%, y dice ${value}`,
      en: `a share is not over 100 %, and this says ${value}`,
    }),
  ];
}

type Amounts = ProgramDocument["supports"]["amounts"];

/** A fixed sum that the figures of the sources do not name: nothing is worked out from what no document says. */
function unsaid(amounts: Amounts, path: Path, rule: AmountRule, currency: string | undefined): readonly Flaw[] {
  if ("fixed" in rule) {
    if (amounts.some((amount) => amount.currency === currency && Number(amount.value) === Number(rule.fixed)))
      return [];
    return [
      flaw("unsaid_amount", [...path, "fixed"], {
        es: `${rule.fixed} ${currency} no está entre las cifras de la fuente (supports.amounts)`,
        en: `${rule.fixed} ${currency} is not among the figures of the source (supports.amounts)`,
      }),
    ];
  }
  if ("remainder" in rule) return unsaid(amounts, [...path, "remainder", "of"], rule.remainder.of, currency);
  const [kind, parts] = Object.entries(rule)[0] as [string, unknown];
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: AmountRule, index) => unsaid(amounts, [...path, kind, index], part, currency));
}
