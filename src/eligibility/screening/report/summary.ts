import type { Bilingual } from "../../facts/fact.js";
import { FACTS } from "../../facts/index.js";
import type { ScreenedFile } from "../files/screen-file.js";
import { mostMissing } from "./questions-csv.js";

const QUESTIONS = 3;

const whole = (count: number): string => count.toLocaleString("en-US");
const share = (count: number, of: number): string => `${of === 0 ? "0" : ((100 * count) / of).toFixed(1)} %`;
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** What a person wants to know first, in both languages. */
export function summarize({ rows, rejected, totals, layout, files }: ScreenedFile): Bilingual {
  const firms = totals.all.firms;
  const programs = totals.all.eligible.length;
  const verdicts = firms * programs;
  const [eligible, undetermined] = [sum(totals.all.eligible), sum(totals.all.undetermined)];
  const ineligible = verdicts - eligible - undetermined;
  const asks = mostMissing(totals, QUESTIONS).map(([fact, count]) => ({ fact, count, ...FACTS[fact]?.question }));
  const denue = layout.kind === "denue";
  return {
    es: lines([
      `${whole(rows)} filas leídas, ${whole(rejected)} rechazadas; ${programs} programas.`,
      `Veredictos: ${share(eligible, verdicts)} elegible (E), ${share(undetermined, verdicts)} por determinar (U), ${share(ineligible, verdicts)} no elegible (I).`,
      `Con algún programa elegible: ${whole(totals.withEligible)}; con alguno por determinar: ${whole(totals.withUndetermined)}.`,
      ...asks.map(({ fact, count, es }) => `Preguntar «${es}» (${fact}) ayudaría en ${whole(count)} veredictos.`),
      denue
        ? "Un establecimiento no es una empresa: la que tiene sucursales aparece una vez por cada una, y aquí su tamaño es el de la sucursal, solo por personal."
        : "Si una fila es un establecimiento, recuerde que no es una empresa: la que tiene sucursales aparece varias veces.",
      `Archivos: ${files.results}, ${files.totals}, ${files.questions}, ${files.rejects}`,
    ]),
    en: lines([
      `${whole(rows)} rows read, ${whole(rejected)} rejected; ${programs} programs.`,
      `Verdicts: ${share(eligible, verdicts)} eligible (E), ${share(undetermined, verdicts)} undetermined (U), ${share(ineligible, verdicts)} ineligible (I).`,
      `With some program eligible: ${whole(totals.withEligible)}; with some undetermined: ${whole(totals.withUndetermined)}.`,
      ...asks.map(({ fact, count, en }) => `Asking "${en}" (${fact}) would help in ${whole(count)} verdicts.`),
      denue
        ? "An establishment is not a firm: one with branches appears once for each, and its size here is that of the branch, by staff alone."
        : "Where a row is an establishment, mind that it is not a firm: one with branches appears several times.",
      `Files: ${files.results}, ${files.totals}, ${files.questions}, ${files.rejects}`,
    ]),
  };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
