import { isCalendarDay, isoDay, requireIsoDay } from "./calendar.js";
import { CURP_ENTITIES } from "./curp-entities.js";
import { type CurpFaultCode, curpFault } from "./curp-faults.js";
import type { Fault } from "./fault.js";
import { normalizeIdentifier } from "./normalize.js";

/** H hombre, M mujer, X neither. */
export type CurpSex = "H" | "M" | "X";

export interface ValidCurp {
  readonly valid: true;
  /** Upper case, without spaces or hyphens. Personal data. */
  readonly normalized: string;
  /** 'YYYY-MM-DD'. */
  readonly birthDate: string;
  readonly sex: CurpSex;
  /** Entity of birth as ISO 3166-2, e.g. "MX-QUE"; null for those born abroad (NE). */
  readonly entity: string | null;
  readonly faults: readonly [];
}

/** Nothing is read out of a CURP with a fault: one wrong character may stand anywhere in it. */
export interface InvalidCurp {
  readonly valid: false;
  readonly normalized: string;
  readonly birthDate?: never;
  readonly sex?: never;
  readonly entity?: never;
  readonly faults: readonly Fault<CurpFaultCode>[];
}

export type CurpResult = ValidCurp | InvalidCurp;

/**
 * Reads a CURP (Clave Única de Registro de Población; RENAPO, Instructivo Normativo), whose check digit, unlike that of
 * the RFC, is a fault when wrong. Born in the 1900s if character 17 is a digit, in the 2000s if a letter.
 *
 * With `today` ('YYYY-MM-DD') a birth date after it is refused as CURP_FUTURE; without, it is not looked at.
 * Throws a RangeError if `today` is not an existing day. For spaces, hyphens and lower case see `normalizeIdentifier`.
 */
export function validateCurp(text: string, today?: string): CurpResult {
  if (today !== undefined) requireIsoDay(today, "today");
  const normalized = normalizeIdentifier(text);
  if (normalized.length !== 18) return { valid: false, normalized, faults: [curpFault("CURP_LENGTH")] };

  const homonymy = normalized.charAt(16);
  const birthDate = readBirthDate(normalized.slice(4, 10), homonymy);
  const sex = readSex(normalized.charAt(10));
  const entity = CURP_ENTITIES.get(normalized.slice(11, 13));
  const faults: Fault<CurpFaultCode>[] = [];
  const refuseUnless = (holds: boolean, code: CurpFaultCode) => {
    if (!holds) faults.push(curpFault(code));
  };
  refuseUnless(/^[A-Z][AEIOUX][A-Z]{2}/.test(normalized), "CURP_LETTERS");
  refuseUnless(birthDate !== undefined, "CURP_DATE");
  refuseUnless(birthDate === undefined || today === undefined || birthDate <= today, "CURP_FUTURE");
  refuseUnless(sex !== undefined, "CURP_SEX");
  refuseUnless(entity !== undefined, "CURP_ENTITY");
  refuseUnless(/^[B-DF-HJ-NP-TV-Z]{3}$/.test(normalized.slice(13, 16)), "CURP_CONSONANTS");
  refuseUnless(/^[0-9A-Z]$/.test(homonymy), "CURP_HOMONYMY");
  refuseUnless(curpCheckDigit(normalized.slice(0, 17)) === normalized.charAt(17), "CURP_CHECK_DIGIT");

  if (faults.length > 0 || birthDate === undefined || sex === undefined || entity === undefined)
    return { valid: false, normalized, faults };
  return { valid: true, normalized, birthDate, sex, entity, faults: [] };
}

/** In the order of their values. */
const CHECK_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

/**
 * The check digit RENAPO's method gives for the first 17 characters (normalised); undefined for any other length,
 * or if a character has no value in the method.
 *
 * The method works modulo 10 with weights from 18 to 2, so it misses some errors: any in character 9 (weight 10), and in
 * other places those whose difference in value times the weight is a multiple of ten.
 */
export function curpCheckDigit(body: string): string | undefined {
  const values = [...body].map((character) => CHECK_ALPHABET.indexOf(character));
  if (values.length !== 17 || values.includes(-1)) return undefined;
  const sum = values.reduce((total, value, place) => total + value * (18 - place), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Without a legible character 17 only month and day are judged, as in a century that has a leap day in its year 00. */
function readBirthDate(digits: string, homonymy: string): string | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const year = (/\d/.test(homonymy) ? 1900 : 2000) + Number(digits.slice(0, 2));
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4))];
  return isCalendarDay(year, month, day) ? isoDay(year, month, day) : undefined;
}

function readSex(letter: string): CurpSex | undefined {
  return letter === "H" || letter === "M" || letter === "X" ? letter : undefined;
}
