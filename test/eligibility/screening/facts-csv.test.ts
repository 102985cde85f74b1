import { FACTS } from "../../../src/eligibility/facts/index.js";
import { known } from "../../../src/eligibility/rules/knowledge.js";
import { readPlainValue } from "../../../src/eligibility/screening/input/plain-value.js";
import { rules, screen } from "../../kit/screening.js";

const read = (fact: string, text: string) => readPlainValue(text, FACTS[fact]!, rules.codes);

describe("a cell of a CSV file of facts", () => {
  it.each([
    ["exporter", "true", known.boolean(true)],
    ["exporter", "Sí", known.boolean(true)],
    ["exporter", "FALSO", known.boolean(false)],
    ["exporter", "no", known.boolean(false)],
    ["workers", "12", known.number(12)],
    ["workers", "11-30", known.between(11, 30)],
    ["workers", "251+", known.between(251, 1_000_000)],
    ["annualSalesMxn", "1500000.50", known.number(1_500_000.5)],
    ["state", "mx-que", known.code("MX-QUE")],
    ["municipality", "1001", known.code("01001")],
    ["scian", "461110", known.code("461110")],
    ["size", "Micro|small", known.code("micro", "small")],
    ["certifications", "ISO9001; as9100", known.codes("ISO9001", "AS9100")],
    ["certifications", "ninguna", known.codes()],
  ])("%s: %s is understood", (fact, text, knowledge) => {
    expect(read(fact, text)).toEqual(knowledge);
  });

  it.each([
    ["exporter", "quizá"],
    ["workers", "-1"],
    ["workers", "2.5"],
    ["workers", "30-11"],
    ["workers", "1,000"],
    ["workers", "1e3"],
    ["annualSalesMxn", "99999999999999999"],
    ["state", "QUERÉTARO"],
    ["municipality", "22999"],
    ["scian", "999999"],
    ["size", "enorme"],
    ["certifications", "ISO9001;"],
  ])("%s: %s is refused in both languages, and not repeated", (fact, text) => {
    const reason = read(fact, text) as { es: string; en: string };
    expect(reason.es).not.toBe(reason.en);
    expect(`${reason.es} ${reason.en}`).not.toContain(text);
  });
});

describe("a CSV file of facts", () => {
  it("keeps its ids, and makes formulas and quotes harmless", () => {
    const ids = ["F-1", "=1+1", "+52", "-5", "@a", '"a,b"', '"a""b"', "niño", '"\tx"', "'q"];
    const { rows, results } = screen(`id,state,workers\n${ids.map((id) => `${id},MX-QUE,3\n`).join("")}`);
    expect(rows).toHaveLength(ids.length);
    const written = results
      .split("\n")
      .slice(0, -1)
      .map((line) => /^\d+,("(?:[^"]|"")*"|[^,]*),/.exec(line)![1]);
    expect(written).toEqual(["F-1", "'=1+1", "'+52", "'-5", "'@a", '"a,b"', '"a""b"', "niño", "'\tx", "'q"]);
  });

  it("judges what is stated, derives what follows, and leaves open what is not known", () => {
    const { rows } = screen("state,scian,workers,annualSalesMxn,exporter\nMX-CHH,336410,12,3000000,true\n,,,,\n");
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ["1", ""],
      ["2", ""],
    ]);
    expect(rows[1]!.slice(4)).not.toContain("I");
    expect(rows[0]!.slice(4)).toContain("I");
    expect(Number(rows[0]![2])).toBe(rows[0]!.filter((cell) => cell === "E").length);
    expect(Number(rows[0]![3])).toBe(rows[0]!.filter((cell) => cell === "U").length);
  });

  it("is read though it has one column and no id", () => {
    expect(screen("state\nMX-QUE\nMX-BCN").rows).toHaveLength(2);
  });
});
