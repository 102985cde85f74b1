import { foldText } from "../../../platform/fold-text.js";
import type { Bilingual } from "../../facts/fact.js";
import type { OfficialCodes } from "../../ports.js";
import { type Knowledge, known } from "../../rules/knowledge.js";

/** The columns of INEGI's directory of establishments (DENUE) that are read; the others are passed over, contact data first of all. */
export const DENUE_PLACE = ["cve_ent", "cve_mun"] as const;
export const DENUE_ACTIVITY = "codigo_act";
export const DENUE_BAND = "per_ocu";
export const DENUE_COLUMNS: readonly string[] = [...DENUE_PLACE, DENUE_ACTIVITY, DENUE_BAND];

/** All columns of the directory since November 2020, in its order; earlier editions lack `clee`. */
export const DENUE_LAYOUT: readonly string[] =
  "id,clee,nom_estab,raz_social,codigo_act,nombre_act,per_ocu,tipo_vial,nom_vial,tipo_v_e_1,nom_v_e_1,tipo_v_e_2,nom_v_e_2,tipo_v_e_3,nom_v_e_3,numero_ext,letra_ext,edificio,edificio_e,numero_int,letra_int,tipo_asent,nomb_asent,tipoCenCom,nom_CenCom,num_local,cod_postal,cve_ent,entidad,cve_mun,municipio,cve_loc,localidad,ageb,manzana,telefono,correoelec,www,tipoUniEco,latitud,longitud,fecha_alta".split(
    ",",
  );

/** More than any firm has: the upper end of the last band. */
const MOST_WORKERS = 1_000_000;

/** The seven texts of `per_ocu`, and how many people each stands for. */
export const DENUE_BANDS: ReadonlyMap<string, readonly [min: number, max: number]> = new Map([
  ["0 a 5 personas", [0, 5]],
  ["6 a 10 personas", [6, 10]],
  ["11 a 30 personas", [11, 30]],
  ["31 a 50 personas", [31, 50]],
  ["51 a 100 personas", [51, 100]],
  ["101 a 250 personas", [101, 250]],
  ["251 y más personas", [251, MOST_WORKERS]],
] as const);

const BY_FOLDED_TEXT = new Map([...DENUE_BANDS].map(([text, band]) => [foldText(text), band]));

export function readBand(text: string): Knowledge | Bilingual {
  const band = BY_FOLDED_TEXT.get(foldText(text.trim()).replaceAll(/\s+/g, " "));
  if (band !== undefined) return known.between(...band);
  return {
    es: "no es ninguno de los siete estratos de personal del DENUE, por ejemplo «0 a 5 personas»",
    en: 'is none of the seven bands of staff of DENUE, e.g. "0 a 5 personas"',
  };
}

/** A municipality from its two keys. A spreadsheet may have dropped the zeros in front of them. */
export function readPlace(entity: string, municipality: string, codes: OfficialCodes): Knowledge | Bilingual {
  const code = `${entity.padStart(2, "0")}${municipality.padStart(3, "0")}`;
  if (codes.stateOf(code) !== undefined) return known.code(code);
  return {
    es: "no hay municipio con esas claves de entidad y municipio",
    en: "there is no municipality with these keys of state and municipality",
  };
}
