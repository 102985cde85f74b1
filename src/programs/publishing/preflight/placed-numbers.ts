import { foldText } from "../../../platform/fold-text.js";
import type { Path } from "../../checks/flaw.js";
import type { ProgramDocument } from "../../document/program-document.js";
import { placedCriteria } from "../../document/rule.js";
import { read, type Text } from "../../document/text.js";

/** A number of a document that somebody's support hangs on. */
export interface PlacedNumber {
  readonly path: Path;
  readonly value: number;
  /** What it is the number of, from the exact place to what is left of it when conditions are renamed or moved. */
  readonly keys: readonly string[];
}

/** The numbers of rules, of calculations, and of what the program gives. */
export function placedNumbers({ requirements, supports }: ProgramDocument): readonly PlacedNumber[] {
  return [
    ...requirements.flatMap(({ id, role, rule }, index) =>
      rule === undefined
        ? []
        : placedCriteria(rule).flatMap(({ criterion, path }) => {
            if (!("range" in criterion)) return [];
            const { fact } = criterion.range;
            return (["min", "max"] as const).flatMap((end) => {
              const value = criterion.range[end];
              if (value === undefined) return [];
              const keys = [`${id} ${path.join(".")} ${fact} ${end}`, `${id} ${fact} ${end}`, `${role} ${fact} ${end}`];
              return [{ path: ["requirements", index, "rule", ...path, "range", end], value, keys }];
            });
          }),
    ),
    ...supports.calculations.flatMap(({ id, rule }, index) =>
      decimalsIn(rule).map(({ path, value }) => ({
        path: ["supports", "calculations", index, "rule", ...path],
        value,
        keys: [`calculation ${id} ${path.join(".")}`, `calculation ${id} ${path.at(-1)}`],
      })),
    ),
    ...supports.amounts.flatMap(({ type, concerns, period, unit, value }, index) => {
      if (value === undefined) return [];
      const what = `amount ${type} ${folded(concerns)}`;
      const keys = [`${what} ${folded(period)} ${folded(unit)}`, what];
      return [{ path: ["supports", "amounts", index, "value"], value: Number(value), keys }];
    }),
  ];
}

function folded(text: Text | undefined): string {
  return text === undefined ? "" : foldText(read(text, "es").value);
}

/** Keys of a calculation whose value is a number; the others name facts. */
const NUMBERS = new Set(["fixed", "percent", "times", "value", "at", "from"]);

function decimalsIn(value: unknown, path: Path = []): readonly { readonly path: Path; readonly value: number }[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inside]) =>
      decimalsIn(inside, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }
  return NUMBERS.has(String(path.at(-1))) ? [{ path, value: Number(value) }] : [];
}
