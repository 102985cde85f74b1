import { z } from "zod";

/** A plain decimal number as text: never a float on its way to a reader. YAML numbers are taken over as written. */
export const Decimal = decimalOf(/^-?\d+(\.\d+)?$/);

/** A decimal that amounts are worked out with: at most six decimal places. */
export const ExactDecimal = decimalOf(/^-?\d+(\.\d{1,6})?$/);

function decimalOf(pattern: RegExp) {
  return z
    .union([z.number(), z.string().regex(pattern, { error: ({ input }) => numberWords(String(input)) })])
    .transform((value) => (typeof value === "number" ? plainDecimal(value) : value))
    .pipe(z.string().regex(pattern, { error: ({ input }) => numberWords(String(input)) }))
    .meta({ type: ["number", "string"] });
}

function plainDecimal(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 });
}

/** What is wrong with a text that should be a number, and how to write it. */
export function numberWords(text: string): string {
  const plain = text.trim();
  const say = (number: string, es: string, en: string) =>
    `«${text}»: escriba ${number}, ${es} / «${text}»: write ${number}, ${en}`;
  if (/^\d{1,3}([,.' ]\d{3}){2,}$|^\d{1,3}[,' ]\d{3}$|^\d{1,3}(,\d{3})+\.\d+$/.test(plain)) {
    const digits = plain.replace(/(\.\d{1,2})$|[,.' ]/g, "$1");
    return say(digits, "sin separador de millares", "without thousands separators");
  }
  if (/^-?\d+,\d+$/.test(plain)) return say(plain.replace(",", "."), "con punto decimal", "with a decimal point");
  if (/^-?[\d.]+ ?%$/.test(plain)) return say(plain.replace(/ ?%$/, ""), "sin el signo %", "without the % sign");
  if (/^-?\d+\.\d{7,}$/.test(plain)) {
    return say(plain.replace(/(\.\d{6})\d+$/, "$1"), "con seis decimales a lo más", "with at most six decimals");
  }
  const [figure] = /\d[\d.]*/.exec(plain) ?? [];
  if (figure !== undefined && /[$A-Za-z]/.test(plain))
    return say(figure, "sin la moneda ni la unidad", "without currency or unit");
  if (/^-?\d+(\.\d+)?$/.test(plain)) return say(plain, "sin comillas", "without quotation marks");
  return `«${text}» no es un número / «${text}» is not a number`;
}
