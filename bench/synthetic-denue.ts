import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { DENUE_LAYOUT } from "../src/eligibility/screening/input/denue.js";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { type Industry, loadReferenceTables, type Municipality } from "../src/reference/tables.js";

/** Shares of the seven bands: about 95 % micro. */
const BANDS: readonly (readonly [text: string, share: number])[] = [
  ["0 a 5 personas", 0.886],
  ["6 a 10 personas", 0.064],
  ["11 a 30 personas", 0.034],
  ["31 a 50 personas", 0.0075],
  ["51 a 100 personas", 0.0045],
  ["101 a 250 personas", 0.0027],
  ["251 y más personas", 0.0013],
];
/** Commerce, services, manufacturing, everything else: the edition of November 2024. */
const BRANCHES: readonly (readonly [belongs: RegExp, share: number])[] = [
  [/^4[36]/, 0.44],
  [/^(4[89]|5|6|7|81)/, 0.42],
  [/^3[123]/, 0.11],
  [/^(11|2|93)/, 0.03],
];
const NAMES =
  'ABARROTES LA ESPERANZA|TORTILLERÍA SAN JOSÉ|ESTÉTICA UNISEX "MARY"|TALLER MECÁNICO HERMANOS PEÑA|PAPELERÍA, REGALOS Y NOVEDADES|TACOS EL GÜERO|FARMACIA DEL AHORRO|CONSULTORIO DENTAL|FERRETERÍA Y TLAPALERÍA EL MARTILLO|COCINA ECONÓMICA DOÑA LUPITA|ZAPATERÍA 3 HERMANOS|MISCELÁNEA|CARPINTERÍA|HERRERÍA Y ALUMINIO, S.A.|PANADERÍA LA ESPIGA'.split(
    "|",
  );
const STREETS =
  "HIDALGO|BENITO JUÁREZ|5 DE MAYO|EMILIANO ZAPATA|FRANCISCO I. MADERO|NIÑOS HÉROES|LÁZARO CÁRDENAS|16 DE SEPTIEMBRE|REVOLUCIÓN|VICENTE GUERRERO".split(
    "|",
  );
const QUARTERS =
  "CENTRO|SAN MIGUEL|LAS FLORES|BENITO JUÁREZ|LA PURÍSIMA|EL CARMEN|SANTA CRUZ|GUADALUPE|INDUSTRIAL|LOMAS DEL VALLE".split(
    "|",
  );
const ROWS_A_WRITE = 5_000;

export interface SyntheticDenue {
  readonly path: string;
  readonly rows: number;
  readonly seed?: number;
  readonly encoding?: "utf8" | "latin1";
}

/** Writes a directory as INEGI lays it out: real places weighted by population, real activities, text in quotes. The same seed, the same bytes. */
export async function writeDenue({ path, rows, seed = 20241101, encoding = "utf8" }: SyntheticDenue): Promise<void> {
  const { states, municipalities, industries } = await loadReferenceTables(join(PACKAGE_ROOT, "seeds/reference"));
  const random = randomNumbers(seed);
  const stateNames = new Map(states.map(({ code, inegiCode, name }) => [code, [inegiCode, name] as const]));
  const place = weighted(municipalities, ({ population2020 }: Municipality) => population2020 ?? 5_000);
  const band = weighted(BANDS, ([, share]) => share);
  const classes = industries.filter(({ level, titles }) => level === "class" && titles["2023"] !== undefined);
  // A few activities have most of the establishments, as in the real directory.
  const branch = weighted(
    BRANCHES.map(([belongs, share]) => ({
      share,
      industry: weighted(
        classes.filter(({ code }) => belongs.test(code)),
        (_: Industry, index) => 1 / (1 + index),
      ),
    })),
    ({ share }) => share,
  );
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const digits = (count: number) => String(Math.floor(random() * 10 ** count)).padStart(count, "0");
  const file = createWriteStream(path, { encoding });
  file.write(`${DENUE_LAYOUT.join(",")}\r\n`);
  for (let row = 0; row < rows; ) {
    const lines: string[] = [];
    for (; row < rows && lines.length < ROWS_A_WRITE; row++) {
      const { code, stateCode, name, seat } = place(random());
      const { code: activity, titles } = branch(random()).industry(random());
      const [entity = "", stateName = ""] = stateNames.get(stateCode) ?? [];
      const town = quoted((seat ?? name).toUpperCase());
      lines.push(
        `${1_000_001 + row},"${code}${activity}${digits(6)}00000000${digits(2)}U${digits(1)}",${quoted(nameOf(pick(NAMES), digits(3)))},${random() < 0.25 ? quoted(`COMERCIALIZADORA ${digits(4)}, S.A. DE C.V.`) : ""},${activity},${quoted(titles["2023"] ?? "")},"${band(random())[0]}","CALLE",${quoted(pick(STREETS))},"CALLE",${quoted(pick(STREETS))},"CALLE",${quoted(pick(STREETS))},"AVENIDA",${quoted(pick(STREETS))},${digits(3)},"","","",,"","COLONIA",${quoted(pick(QUARTERS))},${random() < 0.08 ? '"MERCADO PÚBLICO","MERCADO MUNICIPAL",12' : '"","",'},${digits(5)},${entity},${quoted(stateName.toUpperCase())},${code.slice(2)},${quoted(name.toUpperCase())},0001,${town},"${digits(3)}A",${digits(3)},${random() < 0.3 ? digits(10) : ""},${random() < 0.15 ? `"CONTACTO${digits(4)}@EJEMPLO.MX"` : '""'},${random() < 0.05 ? '"WWW.EJEMPLO.MX"' : '""'},"${random() < 0.9 ? "Fijo" : "Semifijo"}",${14 + Math.floor(random() * 18)}.${digits(8)},-${87 + Math.floor(random() * 30)}.${digits(8)},${2010 + Math.floor(random() * 15)}-${random() < 0.5 ? "07" : "11"}\r\n`,
      );
    }
    if (!file.write(lines.join(""))) await once(file, "drain");
  }
  file.end();
  await finished(file);
}

/** Now and then a name has a line break inside its quotes. */
function nameOf(name: string, number: string): string {
  return number === "777" ? `${name}\r\nSUCURSAL` : `${name} ${number}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Draws one of `values` by weight, from a number in 0-1. */
function weighted<T>(values: readonly T[], weigh: (value: T, index: number) => number): (random: number) => T {
  const sums: number[] = [];
  let sum = 0;
  for (const [index, value] of values.entries()) {
    sum += weigh(value, index);
    sums.push(sum);
  }
  return (random) => {
    const sought = random * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > sought) high = middle;
      else low = middle + 1;
    }
    return values[low] as T;
  };
}

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
