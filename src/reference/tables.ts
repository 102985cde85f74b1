import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** A federal entity, from INEGI's catalog. */
export interface State {
  /** ISO 3166-2, e.g. MX-QUE. */
  readonly code: string;
  /** INEGI's two digits, e.g. "22". */
  readonly inegiCode: string;
  /** The two letters the CURP uses, e.g. "QT". */
  readonly curpCode: string;
  readonly abbreviation: string;
  readonly name: string;
  readonly officialName: string;
  readonly aliases: readonly string[];
}

/** A municipality, or a borough (alcaldía) of Mexico City. */
export interface Municipality {
  /** INEGI's key: two digits of the state and three of the municipality. */
  readonly code: string;
  readonly stateCode: string;
  readonly name: string;
  readonly seat: string | null;
  /** 2020 census; null for municipalities created later. */
  readonly population2020: number | null;
}

export const SCIAN_VERSIONS = ["2018", "2023"] as const;
export type ScianVersion = (typeof SCIAN_VERSIONS)[number];

/** One line of SCIAN México, the classification of industries. */
export interface Industry {
  readonly code: string;
  readonly level: string;
  readonly parentCode: string | null;
  /** Group of the 2009 size stratification: industry, commerce, services, or null where firms are not eligible. */
  readonly stratificationGroup: string | null;
  readonly titles: Readonly<Partial<Record<ScianVersion, string>>>;
}

export interface ReferenceTables {
  readonly states: readonly State[];
  readonly municipalities: readonly Municipality[];
  readonly industries: readonly Industry[];
}

type Row = Readonly<Record<string, string>>;

/** Reads the official tables of `seeds/reference`. They are small, fixed, and kept in memory. */
export async function loadReferenceTables(folder: string): Promise<ReferenceTables> {
  const rows = async (file: string): Promise<Row[]> =>
    parse(await readFile(join(folder, file), "utf8"), { columns: true });
  const [entities, municipalities, scian] = await Promise.all([
    rows("entities.csv"),
    rows("municipalities.csv"),
    rows("scian.csv"),
  ]);
  const states = entities.map(toState);
  const codeOf = new Map(states.map(({ inegiCode, code }) => [inegiCode, code]));
  return {
    states,
    municipalities: municipalities.map((row) => toMunicipality(row, codeOf)),
    industries: scian.map(toIndustry),
  };
}

function toState(row: Row): State {
  return {
    code: need(row, "iso3166_2"),
    inegiCode: need(row, "code"),
    curpCode: need(row, "curpCode"),
    abbreviation: need(row, "abbreviation"),
    name: need(row, "shortName"),
    officialName: need(row, "officialName"),
    aliases: (row.aliases ?? "").split(";").filter((alias) => alias !== ""),
  };
}

function toMunicipality(row: Row, codeOf: ReadonlyMap<string, string>): Municipality {
  return {
    code: need(row, "cvegeo"),
    stateCode: codeOf.get(need(row, "entityCode")) ?? "",
    name: need(row, "name"),
    seat: row.seat || null,
    population2020: row.population2020 ? Number(row.population2020) : null,
  };
}

function toIndustry(row: Row): Industry {
  const title2023 = row.title2023 || undefined;
  const title2018 = row.title2018IfDifferent || title2023;
  return {
    code: need(row, "code"),
    level: need(row, "level"),
    parentCode: row.parent || null,
    stratificationGroup: row.stratificationGroup || null,
    titles: {
      ...(row.in2018 === "1" && title2018 ? { "2018": title2018 } : {}),
      ...(row.in2023 === "1" && title2023 ? { "2023": title2023 } : {}),
    },
  };
}

function need(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === "") throw new Error(`a reference table lacks a value in ${column}`);
  return value;
}
