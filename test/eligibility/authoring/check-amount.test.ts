import type { AmountRule, Schedule } from "../../../src/eligibility/amounts/amount-rule.js";
import { checkAmount } from "../../../src/eligibility/authoring/check-amount.js";
import type { Finding } from "../../../src/eligibility/authoring/finding.js";

const found = (path: Finding["path"], es: string, en: string): Omit<Finding, "code"> => ({ path, es, en });
const fixed = (amount: string): AmountRule => ({ fixed: amount });
const share = (percent: Schedule, fact = "projectCostUsd"): AmountRule => ({ percentOf: { fact, percent } });
const multiple = (times: Schedule, fact = "projectCostUsd"): AmountRule => ({ multipleOf: { fact, times } });
const remainder = (of: AmountRule, less = "supportReceivedUsd"): AmountRule => ({ remainder: { of, less } });
const steps = (...each: [number, string][]): Schedule => ({
  by: "monthsInProgram",
  steps: each.map(([from, value]) => ({ from, value })),
});
const line = (from: [number, string], to: [number, string], by = "monthsInProgram"): Schedule => ({
  by,
  from: { at: from[0], value: from[1] },
  to: { at: to[0], value: to[1] },
});

describe("an amount that is sound", () => {
  it.each<[AmountRule, string | undefined]>([
    [fixed("7500"), "USD"],
    [share("50"), "USD"],
    [share("1"), "USD"],
    [share("100"), "USD"],
    [share("50", "loanInterest"), undefined],
    [multiple("0.5"), "USD"],
    [share("50", "projectCostMxn"), "MXN"],
    [multiple("3", "fundDepositFirst3m"), undefined],
    [share(steps([0, "70"], [12, "50"], [24, "0"])), "USD"],
    [share(line([0, "70"], [36, "30"])), "USD"],
    [multiple(line([0, "2"], [36, "0.3"])), "USD"],
    [remainder(fixed("7500")), "USD"],
    [{ least: [share("70"), remainder(fixed("7500"))] }, "USD"],
    [{ most: [share("70"), fixed("100")] }, "USD"],
    [{ sum: [share("70"), fixed("100"), fixed("100")] }, "USD"],
    [{ sum: [fixed("1"), { most: [share("10"), { least: [fixed("2"), remainder(share("50"))] }] }] }, "USD"],
  ])("is told nothing of: %j", (rule, currency) => {
    expect(checkAmount(rule, currency)).toMatchObject([]);
  });
});

describe("an amount that is not sound is told", () => {
  it("that it has more than five levels", () => {
    const deep = (inmost: AmountRule): AmountRule => ({
      sum: [fixed("1"), { most: [share("10"), { least: [share("20"), remainder(inmost)] }] }],
    });
    expect(checkAmount(deep(share("50")), "USD")).toMatchObject([]);
    expect(checkAmount(deep({ least: [share("50"), fixed("5")] }), "USD")).toMatchObject(
      [0, 1].map((part) =>
        found(
          ["sum", 1, "most", 1, "least", 1, "remainder", "of", "least", part],
          "el cálculo tiene más de 5 niveles",
          "the calculation has more than 5 levels",
        ),
      ),
    );
  });

  it("which figures are negative", () => {
    const negative = (path: Finding["path"], value: string) =>
      found(path, `${value} es negativo`, `${value} is negative`);
    expect(checkAmount(fixed("-1"), "USD")).toMatchObject([negative(["fixed"], "-1")]);
    expect(checkAmount(multiple("-2"), "USD")).toMatchObject([negative(["multipleOf", "times"], "-2")]);
    expect(checkAmount({ sum: [fixed("1"), fixed("-3")] }, "USD")).toMatchObject([negative(["sum", 1, "fixed"], "-3")]);
    expect(checkAmount({ least: [fixed("-3"), share("5")] }, "USD")).toMatchObject([
      negative(["least", 0, "fixed"], "-3"),
    ]);
    expect(checkAmount({ most: [fixed("-3"), share("5")] }, "USD")).toMatchObject([
      negative(["most", 0, "fixed"], "-3"),
    ]);
    expect(checkAmount(remainder(fixed("-3")), "USD")).toMatchObject([negative(["remainder", "of", "fixed"], "-3")]);
  });

  it("which percentages are none", () => {
    const range = (value: string) =>
      found(
        ["percentOf", "percent"],
        `un porcentaje va de 0 a 100, no ${value}`,
        `a percentage is from 0 to 100, not ${value}`,
      );
    expect(checkAmount(share("-1"), "USD")).toMatchObject([range("-1")]);
    expect(checkAmount(share("100.5"), "USD")).toMatchObject([range("100.5")]);
    expect(checkAmount(share("0.7"), "USD")).toMatchObject([
      found(
        ["percentOf", "percent"],
        "un porcentaje va de 0 a 100: 0.7 parece una fracción; ¿quiso decir 70?",
        "a percentage is from 0 to 100: 0.7 looks like a fraction; did you mean 70?",
      ),
    ]);
  });

  it("which facts do not exist or count nothing", () => {
    expect(checkAmount(share("50", "projectCostUds"), "USD")[0]).toMatchObject(
      found(
        ["percentOf", "fact"],
        "«projectCostUds» no es un dato; ¿quiso decir projectCostUsd?",
        "«projectCostUds» is not a fact; did you mean projectCostUsd?",
      ),
    );
    expect(checkAmount(multiple("2", "exporter"), "USD")).toMatchObject([
      found(
        ["multipleOf", "fact"],
        "exporter no es un número: no se puede calcular con él",
        "exporter is not a number: nothing can be worked out from it",
      ),
    ]);
  });

  it("which facts are not money", () => {
    expect(checkAmount(remainder(fixed("5"), "workers"), "USD")).toMatchObject([
      found(["remainder", "less"], "workers no es dinero: cuenta personas", "workers is not money: it counts people"),
    ]);
  });

  it("that a fact and the amount are in different currencies", () => {
    expect(checkAmount(share("50", "projectCostMxn"), "USD")).toMatchObject([
      found(
        ["percentOf", "fact"],
        "projectCostMxn está en MXN y el monto en USD",
        "projectCostMxn is in MXN and the amount in USD",
      ),
    ]);
    expect(checkAmount(share("50"), undefined)).toMatchObject([
      found(
        ["percentOf", "fact"],
        "projectCostUsd está en USD: falta «currency: USD»",
        "projectCostUsd is in USD: «currency: USD» is missing",
      ),
    ]);
    expect(checkAmount(multiple("3", "loanInterest"), "MXN")).toMatchObject([
      found(
        ["multipleOf", "fact"],
        "loanInterest está en la moneda del crédito y el monto en MXN",
        "loanInterest is in the currency of the loan and the amount in MXN",
      ),
    ]);
  });

  it("that a fixed amount has no currency, however deep it stands", () => {
    const without = [
      found(
        [],
        "tiene una cantidad fija y no dice en qué moneda",
        "it has a fixed amount and does not say in which currency",
      ),
    ];
    expect(checkAmount(fixed("5"), undefined)).toMatchObject(without);
    expect(
      checkAmount(
        { least: [share("50", "loanInterest"), { most: [share("1", "loanInterest"), fixed("5")] }] },
        undefined,
      ),
    ).toMatchObject(without);
  });

  it("that it always comes to zero", () => {
    const nothing = [found([], "no da nada: siempre resulta cero", "it gives nothing: it always comes to zero")];
    expect(checkAmount(fixed("0"), "USD")).toMatchObject(nothing);
    expect(checkAmount(share("0"), "USD")).toMatchObject(nothing);
    expect(checkAmount({ least: [fixed("0"), share("50")] }, "USD")).toMatchObject(nothing);
  });
});

describe("a figure that changes", () => {
  const percent = ["percentOf", "percent"];

  it("changes with a number, within what that number can be", () => {
    expect(
      checkAmount(
        share({
          by: "exporter",
          steps: [
            { from: 0, value: "5" },
            { from: 1, value: "6" },
          ],
        }),
        "USD",
      ),
    ).toMatchObject([
      found(
        [...percent, "by"],
        "exporter no es un número: no se puede calcular con él",
        "exporter is not a number: nothing can be worked out from it",
      ),
    ]);
    expect(checkAmount(share(steps([0, "5"], [601, "6"])), "USD")).toMatchObject([
      found(
        [...percent, "steps", 1, "from"],
        "monthsInProgram va de 0 a 600 (meses), no 601",
        "monthsInProgram is from 0 to 600 months, not 601",
      ),
    ]);
    expect(checkAmount(share(line([0.5, "5"], [601, "6"])), "USD")).toMatchObject([
      found(
        [...percent, "from", "at"],
        "monthsInProgram es un número entero (meses), no 0.5",
        "monthsInProgram is a whole number of months, not 0.5",
      ),
      found(
        [...percent, "to", "at"],
        "monthsInProgram va de 0 a 600 (meses), no 601",
        "monthsInProgram is from 0 to 600 months, not 601",
      ),
    ]);
    expect(
      checkAmount(share(line([2, "5"], [1, "6"], "exporter")), "USD").map(({ path }) => path.at(-1)),
    ).toMatchObject(["by", "at"]);
  });

  it("has sound figures at every step and both ends", () => {
    expect(checkAmount(share(steps([0, "5"], [12, "0.5"])), "USD")).toMatchObject([
      { path: [...percent, "steps", 1, "value"] },
    ]);
    expect(checkAmount(multiple(line([0, "-5"], [12, "-6"])), "USD")).toMatchObject([
      { path: ["multipleOf", "times", "from", "value"], en: "-5 is negative" },
      { path: ["multipleOf", "times", "to", "value"], en: "-6 is negative" },
    ]);
  });

  it("ascends from step to step", () => {
    const ascend = (index: number, from: number, before: number) =>
      found(
        [...percent, "steps", index, "from"],
        `los escalones deben ascender: ${from} viene después de ${before}`,
        `steps must ascend: ${from} comes after ${before}`,
      );
    expect(checkAmount(share(steps([0, "7"], [24, "5"], [12, "3"])), "USD")).toMatchObject([ascend(2, 12, 24)]);
    expect(checkAmount(share(steps([0, "7"], [0, "5"], [12, "3"])), "USD")).toMatchObject([ascend(1, 0, 0)]);
  });

  it("ends after it begins", () => {
    const end = (from: number, to: number) =>
      found(
        [...percent, "to", "at"],
        `debe terminar después de empezar: va de ${from} a ${to}`,
        `must end after it begins: it goes from ${from} to ${to}`,
      );
    expect(checkAmount(share(line([36, "7"], [0, "3"])), "USD")).toMatchObject([end(36, 0)]);
    expect(checkAmount(share(line([36, "7"], [36, "3"])), "USD")).toMatchObject([end(36, 36)]);
  });

  it("does change", () => {
    const single = (path: Finding["path"]) =>
      found(path, "la cifra no cambia nunca: escriba una sola", "the figure never changes: write a single one");
    expect(checkAmount(share(steps([0, "7"], [12, "7"])), "USD")).toMatchObject([single([...percent, "steps"])]);
    expect(checkAmount(share(steps([0, "7"])), "USD")).toMatchObject([single([...percent, "steps"])]);
    expect(checkAmount(share(line([0, "7"], [12, "7"])), "USD")).toMatchObject([single(percent)]);
    expect(checkAmount(share(steps([0, "7"], [12, "5"], [24, "7"])), "USD")).toMatchObject([]);
  });
});

describe("a part of an amount", () => {
  const never = (path: Finding["path"]) => found(path, "esta parte nunca cuenta", "this part never counts");

  it("does not stand alone", () => {
    for (const kind of ["least", "most", "sum"] as const) {
      expect(checkAmount({ [kind]: [share("50")] } as unknown as AmountRule, "USD")).toMatchObject([
        found([kind], `«${kind}» con una sola parte no hace nada`, `${kind} with a single part does nothing`),
      ]);
    }
    expect(checkAmount(remainder({ sum: [fixed("5")] }), "USD")).toMatchObject([{ path: ["remainder", "of", "sum"] }]);
    expect(checkAmount({ sum: [{ most: [fixed("5")] }] }, "USD")).toMatchObject([
      { path: ["sum"] },
      { path: ["sum", 0, "most"] },
    ]);
  });

  it("says nothing that an earlier one said, but in a sum", () => {
    const twin = (path: Finding["path"], part: number) =>
      found(path, `dice lo mismo que la parte ${part}`, `says the same as part ${part}`);
    expect(checkAmount({ least: [share("5"), fixed("5"), fixed("5")] }, "USD")).toMatchObject([twin(["least", 2], 2)]);
    expect(checkAmount({ most: [share("5"), share("5")] }, "USD")).toMatchObject([twin(["most", 1], 1)]);
    expect(checkAmount({ sum: [share("5"), share("5")] }, "USD")).toMatchObject([]);
  });

  it("decides something", () => {
    expect(checkAmount({ least: [fixed("5"), share("5"), fixed("7")] }, "USD")).toMatchObject([never(["least", 2])]);
    expect(checkAmount({ most: [fixed("5"), share("5"), fixed("7")] }, "USD")).toMatchObject([never(["most", 0])]);
    expect(checkAmount({ sum: [fixed("5"), fixed("0")] }, "USD")).toMatchObject([never(["sum", 1])]);
    expect(checkAmount({ sum: [fixed("5"), fixed("7"), share("5")] }, "USD")).toMatchObject([]);
    expect(checkAmount({ least: [fixed("5"), fixed("5.0")] }, "USD")).toMatchObject([]);
    expect(checkAmount({ most: [fixed("5"), fixed("5.0")] }, "USD")).toMatchObject([]);
    expect(checkAmount({ least: [{ sum: [fixed("5"), share("1")] }, fixed("4")] }, "USD")).toMatchObject([
      never(["least", 0]),
    ]);
    expect(checkAmount({ most: [{ sum: [fixed("5"), share("1")] }, fixed("4")] }, "USD")).toMatchObject([
      never(["most", 1]),
    ]);
  });

  it("is told of however deep it stands", () => {
    expect(checkAmount({ sum: [fixed("1"), remainder({ least: [fixed("5"), fixed("7")] })] }, "USD")).toMatchObject([
      never(["sum", 1, "remainder", "of", "least", 1]),
    ]);
  });
});
