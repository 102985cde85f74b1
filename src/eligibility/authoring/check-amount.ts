import { suggestion } from "../../platform/suggest.js";
import type { AmountRule, LinearSchedule, Schedule, SteppedSchedule } from "../amounts/amount-rule.js";
import { toMillionths } from "../amounts/decimal.js";
import { type Amount, workOut } from "../amounts/work-out.js";
import type { FactTable, NumberFact } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import { hundredfold, numberFault, unitInSpanish } from "./check-criterion.js";
import { type Finding, under } from "./finding.js";

/** An amount deeper than this is one that nobody can read back. */
const MOST_LEVELS = 5;
/** Units in which a fact is money. */
const MONEY = ["MXN", "USD", "loan currency"];

/** What is wrong with an amount: its facts, its figures and its currency; and, when those are sound, parts that never count. */
export function checkAmount(rule: AmountRule, currency: string | undefined): readonly Finding[] {
  const each = checkEach(rule, currency, 1);
  if (each.length > 0) return each;
  const own = [...checkCurrency(rule, currency), ...checkWorth(rule)];
  return own.length > 0 ? own : checkParts(rule);
}

function partsOf(
  rule: AmountRule,
): readonly { readonly rule: AmountRule; readonly path: readonly (string | number)[] }[] {
  if ("remainder" in rule) return [{ rule: rule.remainder.of, path: ["remainder", "of"] }];
  for (const kind of ["least", "most", "sum"] as const) {
    const parts = (rule as Partial<Record<typeof kind, readonly AmountRule[]>>)[kind];
    if (parts !== undefined) return parts.map((part, index) => ({ rule: part, path: [kind, index] }));
  }
  return [];
}

function checkEach(rule: AmountRule, currency: string | undefined, level: number): readonly Finding[] {
  if (level > MOST_LEVELS) {
    return [
      {
        code: "too_tangled",
        path: [],
        es: `el cálculo tiene más de ${MOST_LEVELS} niveles`,
        en: `the calculation has more than ${MOST_LEVELS} levels`,
      },
    ];
  }
  const deeper = partsOf(rule).flatMap(({ rule: part, path }) => under(path, checkEach(part, currency, level + 1)));
  if ("fixed" in rule) return negative(rule.fixed, ["fixed"]);
  if ("percentOf" in rule) {
    const { fact, percent } = rule.percentOf;
    return [
      ...checkMoney(fact, currency, ["percentOf", "fact"]),
      ...checkSchedule(percent, ["percentOf", "percent"], percentage),
    ];
  }
  if ("multipleOf" in rule) {
    const { fact, times } = rule.multipleOf;
    return [
      ...checkMoney(fact, currency, ["multipleOf", "fact"]),
      ...checkSchedule(times, ["multipleOf", "times"], negative),
    ];
  }
  if ("remainder" in rule) return [...checkMoney(rule.remainder.less, currency, ["remainder", "less"]), ...deeper];
  return deeper;
}

function numberFact(key: string, path: Finding["path"]): { fact?: NumberFact; findings: readonly Finding[] } {
  const fact = (FACTS as FactTable)[key];
  if (fact === undefined) {
    const { es, en } = suggestion(key, Object.keys(FACTS));
    return {
      findings: [{ code: "unknown_fact", path, es: `«${key}» no es un dato${es}`, en: `«${key}» is not a fact${en}` }],
    };
  }
  if (fact.type === "number") return { fact, findings: [] };
  return {
    findings: [
      {
        code: "wrong_kind",
        path,
        es: `${key} no es un número: no se puede calcular con él`,
        en: `${key} is not a number: nothing can be worked out from it`,
      },
    ],
  };
}

function checkMoney(key: string, currency: string | undefined, path: Finding["path"]): readonly Finding[] {
  const { fact, findings } = numberFact(key, path);
  if (fact === undefined) return findings;
  if (!MONEY.includes(fact.unit)) {
    return [
      {
        code: "wrong_kind",
        path,
        es: `${key} no es dinero: cuenta ${unitInSpanish(fact)}`,
        en: `${key} is not money: it counts ${fact.unit}`,
      },
    ];
  }
  if (fact.unit === "loan currency" ? currency === undefined : fact.unit === currency) return [];
  if (fact.unit === "loan currency") {
    return [
      {
        code: "wrong_currency",
        path,
        es: `${key} está en la moneda del crédito y el monto en ${currency}`,
        en: `${key} is in the currency of the loan and the amount in ${currency}`,
      },
    ];
  }
  return [
    {
      code: "wrong_currency",
      path,
      es:
        currency === undefined
          ? `${key} está en ${fact.unit}: falta «currency: ${fact.unit}»`
          : `${key} está en ${fact.unit} y el monto en ${currency}`,
      en:
        currency === undefined
          ? `${key} is in ${fact.unit}: «currency: ${fact.unit}» is missing`
          : `${key} is in ${fact.unit} and the amount in ${currency}`,
    },
  ];
}

type FigureCheck = (value: string, path: Finding["path"]) => readonly Finding[];

function negative(value: string, path: Finding["path"]): readonly Finding[] {
  return toMillionths(value) < 0n
    ? [{ code: "out_of_bounds", path, es: `${value} es negativo`, en: `${value} is negative` }]
    : [];
}

function percentage(value: string, path: Finding["path"]): readonly Finding[] {
  const number = Number(value);
  if (number < 0 || number > 100) {
    return [
      {
        code: "out_of_bounds",
        path,
        es: `un porcentaje va de 0 a 100, no ${value}`,
        en: `a percentage is from 0 to 100, not ${value}`,
      },
    ];
  }
  if (number === 0 || number >= 1) return [];
  return [
    {
      code: "out_of_bounds",
      path,
      es: `un porcentaje va de 0 a 100: ${value} parece una fracción; ¿quiso decir ${hundredfold(number)}?`,
      en: `a percentage is from 0 to 100: ${value} looks like a fraction; did you mean ${hundredfold(number)}?`,
    },
  ];
}

function checkSchedule(schedule: Schedule, path: Finding["path"], check: FigureCheck): readonly Finding[] {
  if (typeof schedule === "string") return check(schedule, path);
  const { fact, findings } = numberFact(schedule.by, [...path, "by"]);
  const own = "steps" in schedule ? checkSteps(schedule, path, check) : checkLine(schedule, path, check);
  if (fact === undefined) return [...findings, ...own];
  const turns = "steps" in schedule ? schedule.steps.map(({ from }) => from) : [schedule.from.at, schedule.to.at];
  const place = (index: number) =>
    "steps" in schedule ? [...path, "steps", index, "from"] : [...path, index === 0 ? "from" : "to", "at"];
  const outside = turns.flatMap((turn, index) =>
    numberFault(schedule.by, fact, turn).map((words) => ({
      code: "out_of_bounds" as const,
      path: place(index),
      ...words,
    })),
  );
  return [...own, ...outside];
}

function checkSteps({ steps }: SteppedSchedule, path: Finding["path"], check: FigureCheck): readonly Finding[] {
  const figures = steps.flatMap(({ value }, index) => check(value, [...path, "steps", index, "value"]));
  const order = steps.slice(1).flatMap(({ from }, index) => {
    const before = steps[index]?.from ?? from;
    if (before < from) return [];
    const at = [...path, "steps", index + 1, "from"];
    return [
      {
        code: "out_of_order" as const,
        path: at,
        es: `los escalones deben ascender: ${from} viene después de ${before}`,
        en: `steps must ascend: ${from} comes after ${before}`,
      },
    ];
  });
  const flat = steps.every(({ value }) => value === steps[0]?.value);
  return [...figures, ...order, ...(flat ? [unchanging([...path, "steps"])] : [])];
}

function checkLine({ from, to }: LinearSchedule, path: Finding["path"], check: FigureCheck): readonly Finding[] {
  const figures = [...check(from.value, [...path, "from", "value"]), ...check(to.value, [...path, "to", "value"])];
  const order =
    from.at < to.at
      ? []
      : [
          {
            code: "out_of_order" as const,
            path: [...path, "to", "at"],
            es: `debe terminar después de empezar: va de ${from.at} a ${to.at}`,
            en: `must end after it begins: it goes from ${from.at} to ${to.at}`,
          },
        ];
  return [...figures, ...order, ...(from.value === to.value ? [unchanging(path)] : [])];
}

function unchanging(path: Finding["path"]): Finding {
  return {
    code: "idle_part",
    path,
    es: "la cifra no cambia nunca: escriba una sola",
    en: "the figure never changes: write a single one",
  };
}

/** Figures of money need a currency to be in, when no fact gives them one. */
function checkCurrency(rule: AmountRule, currency: string | undefined): readonly Finding[] {
  if (currency !== undefined || !hasFixed(rule)) return [];
  return [
    {
      code: "wrong_currency",
      path: [],
      es: "tiene una cantidad fija y no dice en qué moneda",
      en: "it has a fixed amount and does not say in which currency",
    },
  ];
}

function hasFixed(rule: AmountRule): boolean {
  return "fixed" in rule || partsOf(rule).some(({ rule: part }) => hasFixed(part));
}

/** An amount that comes to nothing whatever the facts are. */
function checkWorth(rule: AmountRule): readonly Finding[] {
  if (unasked(rule).max !== "0") return [];
  return [
    {
      code: "always_zero",
      path: [],
      es: "no da nada: siempre resulta cero",
      en: "it gives nothing: it always comes to zero",
    },
  ];
}

/** Parts that never decide what comes out. */
function checkParts(rule: AmountRule): readonly Finding[] {
  const parts = partsOf(rule);
  const deeper = parts.flatMap(({ rule: part, path }) => under(path, checkParts(part)));
  if ("remainder" in rule) return deeper;
  if (parts.length === 1) {
    const [kind = ""] = Object.keys(rule);
    return [
      {
        code: "idle_part" as const,
        path: [kind],
        es: `«${kind}» con una sola parte no hace nada`,
        en: `${kind} with a single part does nothing`,
      },
      ...deeper,
    ];
  }
  const spans = parts.map(({ rule: part }) => unasked(part));
  const idle = parts.flatMap(({ rule: part, path }, index) => {
    const twin = parts.findIndex(({ rule: other }, at) => at < index && JSON.stringify(other) === JSON.stringify(part));
    if (twin >= 0 && !("sum" in rule)) {
      return [
        {
          code: "idle_part" as const,
          path,
          es: `dice lo mismo que la parte ${twin + 1}`,
          en: `says the same as part ${twin + 1}`,
        },
      ];
    }
    const never = spans.some((other) => beats(rule, other, spans[index] as Amount));
    return never || ("sum" in rule && spans[index]?.max === "0")
      ? [{ code: "idle_part" as const, path, es: "esta parte nunca cuenta", en: "this part never counts" }]
      : [];
  });
  return [...idle, ...deeper];
}

/** Whether another part always decides in place of this one. */
function beats(rule: AmountRule, other: Amount, mine: Amount): boolean {
  if ("least" in rule) return other.max !== null && toMillionths(other.max) < toMillionths(mine.min);
  return "most" in rule && mine.max !== null && toMillionths(mine.max) < toMillionths(other.min);
}

function unasked(rule: AmountRule): Amount {
  return workOut(rule, new Map());
}
