import fc from "fast-check";
import type { ProgramDocument } from "../../../../src/programs/document/program-document.js";
import { differences } from "../../../../src/programs/publishing/compare/differences.js";
import { isList, isRecord, type Json } from "../../../../src/programs/publishing/compare/json.js";
import { named, nameOf } from "../../../../src/programs/publishing/compare/lists.js";
import type { Path } from "../../../../src/programs/publishing/compare/path.js";
import { rebase } from "../../../../src/programs/publishing/compare/rebase.js";
import { runs } from "../../../kit/runs.js";
import { SEED_DOCUMENTS } from "../../../kit/seed-programs.js";
import { editions, mutateWithin, seedDocument, someBlows } from "./mutations.js";

const fondo = SEED_DOCUMENTS.find(({ slug }) => slug === "fondo-pyme")!;
const FIELDS = Object.keys(fondo);

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(value))
    return valueAt(
      value.find((item) => nameOf(item) === step),
      rest,
    );
  return isRecord(value) ? valueAt(value[step], rest) : undefined;
}

/** Whether names lead to a place: no list on the way has two items of one name, which only positions tell apart. */
function isNamed(value: Json | undefined, [step, ...rest]: Path): boolean {
  if (step === undefined || value === undefined) return true;
  if (isList(value) && named([value]) === undefined) return false;
  return isNamed(valueAt(value, [step]), rest);
}

describe("putting my changes on top of theirs", () => {
  it("gives mine when they changed nothing, theirs when I changed nothing, and either when both did the same", () => {
    fc.assert(
      fc.property(editions(1), ([base, edited]) => {
        expect(rebase(base, edited!, base)).toEqual({ document: edited });
        expect(rebase(base, base, edited!)).toEqual({ document: edited });
        expect(rebase(base, edited!, edited!)).toEqual({ document: edited });
      }),
      runs(200),
    );
  });

  it("comes to the same whoever is called mine", () => {
    fc.assert(
      fc.property(editions(2, 3), ([base, one, other]) => {
        const forth = rebase(base, one!, other!);
        const back = rebase(base, other!, one!);
        if ("document" in forth) expect(back).toEqual(forth);
        else expect("conflicts" in back && back.conflicts.length).toBe(forth.conflicts.length);
      }),
      runs(400),
    );
  });

  it("never conflicts over different fields, and keeps each as its side left it", () => {
    const split = fc.subarray(FIELDS, { minLength: 1, maxLength: FIELDS.length - 1 });
    fc.assert(
      fc.property(seedDocument, split, someBlows, someBlows, (base, fields, one, other) => {
        const theirFields = Object.keys(base).filter((field) => !fields.includes(field));
        const mine = mutateWithin(base, fields, one);
        const theirs = mutateWithin(base, theirFields, other);
        const rebased = rebase(base, mine, theirs) as { document: ProgramDocument };
        const field = (document: ProgramDocument, name: string) => document[name as keyof ProgramDocument];
        for (const name of fields) expect(field(rebased.document, name)).toEqual(field(mine, name));
        for (const name of theirFields) expect(field(rebased.document, name)).toEqual(field(theirs, name));
      }),
      runs(200),
    );
  });

  it("holds the changes of both sides when it holds at all", () => {
    let joined = 0;
    fc.assert(
      fc.property(editions(2, 2), ([base, mine, theirs]) => {
        const rebased = rebase(base, mine!, theirs!);
        if ("conflicts" in rebased) return;
        joined += 1;
        for (const side of [mine!, theirs!]) {
          const sides = [base, mine, theirs] as unknown as Json[];
          const found = differences(base, side)
            .filter(({ kind }) => kind !== "moved")
            .filter(({ path }) => path.every((step) => typeof step === "string"))
            .filter(({ path }) => sides.every((document) => isNamed(document, path)));
          for (const { path, kind, after } of found) {
            const there = valueAt(rebased.document as unknown as Json, path);
            if (kind === "removed") expect(there).toBeUndefined();
            else if (!isList(after) && !isRecord(after)) expect(there).toEqual(after);
          }
        }
      }),
      runs(400),
    );
    expect(joined).toBeGreaterThan(0);
  });

  it("joins work on different requirements, new requirements and different languages of one text", () => {
    const [first, second, third] = fondo.requirements;
    const mine = {
      ...fondo,
      name: { ...fondo.name, es: "Fondo para las PYME" },
      requirements: [{ ...first!, role: "target" as const }, second!, third!, { ...first!, id: "mine" }],
    };
    const theirs = {
      ...fondo,
      name: { ...fondo.name, en: "Fund for SMEs" },
      requirements: [{ ...first!, id: "theirs" }, first!, { ...third!, basis: "implied" as const }],
    };
    const { document } = rebase(fondo, mine, theirs) as { document: ProgramDocument };
    expect(document.name).toEqual({ es: "Fondo para las PYME", en: "Fund for SMEs" });
    expect(document.requirements).toEqual([
      { ...first!, id: "theirs" },
      { ...first!, role: "target" },
      { ...third!, basis: "implied" },
      { ...first!, id: "mine" },
    ]);
  });

  it("joins amounts of which one side changed the second and the other took away the first", () => {
    const [first, second, third] = fondo.supports.amounts;
    const with_ = (amounts: ProgramDocument["supports"]["amounts"]) => ({
      ...fondo,
      supports: { ...fondo.supports, amounts },
    });
    const mine = with_([first!, { ...second!, value: "1" }, third!]);
    expect(rebase(fondo, mine, with_([second!, third!]))).toEqual({
      document: with_([{ ...second!, value: "1" }, third!]),
    });
  });

  it("names the place and the three values where both changed one field, or one removed what the other changed within", () => {
    const [first, ...others] = fondo.requirements;
    const mine = { ...fondo, acronym: "A", requirements: [{ ...first!, role: "target" as const }, ...others] };
    const theirs = { ...fondo, acronym: "B", requirements: others };
    const expected = [
      { path: ["acronym"], base: null, mine: "A", theirs: "B" },
      { path: ["requirements", "is-msme"], base: first, mine: mine.requirements[0], theirs: null },
    ];
    const { conflicts } = rebase(fondo, mine, theirs) as { conflicts: readonly unknown[] };
    expect(conflicts).toHaveLength(2);
    expect(conflicts).toEqual(expect.arrayContaining(expected));
  });

  it("does not mix two rules or leave a text without words", () => {
    const [first, ...others] = fondo.requirements;
    const ruled = (values: string[]) => ({
      ...fondo,
      requirements: [{ ...first!, rule: { oneOf: { fact: "size", values } } }, ...others],
    });
    expect(rebase(fondo, ruled(["micro", "small"]), ruled(["medium", "small"]))).toMatchObject({
      conflicts: [{ path: ["requirements", "is-msme", "rule"] }],
    });
    const { es, en } = fondo.description as { es: string; en: string };
    expect(rebase(fondo, { ...fondo, description: { es } }, { ...fondo, description: { en } })).toMatchObject({
      conflicts: [{ path: ["description"] }],
    });
  });
});
