import { known } from "../../../src/eligibility/rules/knowledge.js";
import { ScreeningRefusal } from "../../../src/eligibility/screening/faults.js";
import { DENUE_BANDS, DENUE_LAYOUT, readBand } from "../../../src/eligibility/screening/input/denue.js";
import { screen, verdictOf } from "../../kit/screening.js";

const SHOP: Readonly<Record<string, string>> = {
  id: "1000001",
  clee: "22014461110000001000000000U3",
  nom_estab: '"ABARROTES ""LUPITA"", S.A."',
  codigo_act: "461110",
  per_ocu: "0 a 5 personas",
  cve_ent: "22",
  cve_mun: "014",
  telefono: "4421234567",
  correoelec: "LUPITA@EJEMPLO.MX",
};

const lineOf = (columns: readonly string[], change: Readonly<Record<string, string>> = {}) =>
  `${columns.map((column) => ({ ...SHOP, ...change })[column] ?? "").join(",")}\r\n`;
const directory = (columns: readonly string[], ...changes: Readonly<Record<string, string>>[]) =>
  `${columns.join(",")}\r\n${changes.map((change) => lineOf(columns, change)).join("")}`;

const WITHOUT_CLEE = DENUE_LAYOUT.filter((column) => column !== "clee");
const expected = screen(directory(DENUE_LAYOUT, {})).rows;

describe("a file of INEGI's directory", () => {
  it("is judged by place, activity and band of staff; its key is the clee", () => {
    expect(expected).toHaveLength(1);
    expect(expected[0]!.slice(0, 2)).toEqual(["1", SHOP.clee]);
    // A shop in the municipality of Querétaro, and one next door in Corregidora.
    const [inside, nextDoor] = screen(directory(DENUE_LAYOUT, {}, { cve_mun: "006" })).rows;
    expect(verdictOf(inside, "exitos")).not.toBe("I");
    expect(verdictOf(nextDoor, "exitos")).toBe("I");
  });

  it("may be of the editions without clee: then the key is the id", () => {
    const [row] = screen(directory(WITHOUT_CLEE, {})).rows;
    expect(row![1]).toBe("1000001");
    expect(row!.slice(2)).toEqual(expected[0]!.slice(2));
  });

  it("may have its columns in any order and case, and a byte order mark", () => {
    const shuffled = [...DENUE_LAYOUT].reverse();
    const text = directory(shuffled, {}).replace(/^.*/, (header) => header.toUpperCase());
    expect(screen(`\ufeff${text}`).rows).toEqual(expected);
  });

  it("may be in Latin-1", () => {
    const change = { nom_estab: '"CAFÉ EL NIÑO"', per_ocu: "251 y más personas" };
    const text = directory(DENUE_LAYOUT, change);
    const latin = screen(Uint8Array.from(Buffer.from(text, "latin1")));
    expect(latin.rejects).toEqual([]);
    expect(latin.rows).toEqual(screen(text).rows);
  });

  it("may have line breaks and quotes inside of names, and be cut anywhere", () => {
    const text = directory(DENUE_LAYOUT, { nom_estab: '"LA ""REYNA""\r\nSUCURSAL, CENTRO"' }, {});
    for (let cut = 1; cut < 40; cut++)
      expect(screen(text, cut).rows.map((row) => row.slice(1))).toEqual([expected[0]!.slice(1), expected[0]!.slice(1)]);
  });

  it("may have lost the zeros in front of its keys", () => {
    const { rows, rejects } = screen(directory(DENUE_LAYOUT, { cve_ent: "1", cve_mun: "1" }));
    expect([rows.length, rejects]).toEqual([1, []]);
  });

  it.each([...DENUE_BANDS])("has the band %s", (text, [min, max]) => {
    expect(readBand(text)).toEqual(known.between(min, max));
    expect(readBand(` ${text.toUpperCase()}  `)).toEqual(known.between(min, max));
  });

  it("never shows a name, telephone or address, not even of a rejected row", () => {
    const shifted = lineOf(DENUE_LAYOUT).replace("461110,", "");
    const text = directory(DENUE_LAYOUT, {}, { codigo_act: "4421234567" }, { clee: "LUPITA@EJEMPLO.MX" }) + shifted;
    const { results, rejects } = screen(text);
    expect(rejects).toHaveLength(3);
    expect(results + rejects.join()).not.toMatch(/4421234567|LUPITA/i);
  });
});

describe("rows that cannot be judged", () => {
  it("are told with row, column and reason in both languages, and stop nothing", () => {
    const text = `${directory(
      DENUE_LAYOUT,
      { cve_mun: "999" },
      { codigo_act: "999999" },
      { per_ocu: "6 a 11 personas" },
      { per_ocu: "muchas", codigo_act: "x" },
      { clee: "=1+1" },
    )}1,2,3\r\n"a"b,${"x,".repeat(40)}\r\n${lineOf(DENUE_LAYOUT)}`;
    const { rows, rejects } = screen(text);
    expect(rows).toEqual([["8", ...expected[0]!.slice(1)]]);
    expect(rejects.map((line) => line.split(",").slice(0, 2).join(" "))).toEqual([
      "1 cve_ent+cve_mun",
      "2 codigo_act",
      "3 per_ocu",
      "4 codigo_act",
      "4 per_ocu",
      "5 id",
      "6 ",
      "7 ",
    ]);
    for (const line of rejects) expect(line).toMatch(/^\d+,[^,]*,.{20,},.{20,}$/);
  });

  it("blank lines are no rows", () => {
    expect(screen(`${directory(DENUE_LAYOUT, {})}\r\n\r\n`).rows).toEqual(expected);
  });

  it("what is not known is no fault", () => {
    const { rows, rejects } = screen(
      directory(DENUE_LAYOUT, { per_ocu: "", codigo_act: "", cve_ent: "", cve_mun: "" }),
    );
    expect([rows.length, rejects]).toEqual([1, []]);
  });
});

describe("a header", () => {
  const refusal = (text: string) => {
    try {
      screen(text);
    } catch (error) {
      return error as ScreeningRefusal;
    }
    return undefined;
  };

  it.each([
    ["", /primera línea/],
    ["\ufffe\u0000", /primera línea/],
    ["nombre,telefono\nA,1\n", /no tiene columnas/],
    ["codigo_act,per_ocu\n461110,x\n", /le falta cve_ent, cve_mun/],
    ["state,state\n", /dos veces/],
    ["codigo_act,per_ocu,cve_ent,cve_mun,scian\n", /dos columnas dan el dato scian/],
  ])("that cannot be used is refused in both languages: %j", (text, message) => {
    const refused = refusal(text)!;
    expect(refused).toBeInstanceOf(ScreeningRefusal);
    expect(refused.exitCode).toBe(3);
    expect(refused.text.es).toMatch(message);
    expect(refused.text.en).not.toBe(refused.text.es);
  });

  it("may have columns that nobody knows: they are named once", () => {
    expect(screen(directory([...DENUE_LAYOUT, "capturista", "exporter"], { exporter: "sí" })).ignored).toEqual([
      "capturista",
    ]);
    expect(screen("state,workerz\nMX-QUE,3\n").ignored).toEqual(["workerz"]);
  });
});
