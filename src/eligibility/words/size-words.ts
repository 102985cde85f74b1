import { FIRM_FACTS } from "../facts/firm.js";
import type { SizeReport } from "../profile/size-report.js";
import type { Size } from "../size.js";
import { anyOf, type Language } from "./say.js";

/** What to know where workers alone, or the rule of thumb of 250 employees, give another size than the score; null where they agree. */
export function sizeDisagreement(
  { sizes, byWorkers, ruleOfThumb }: Pick<SizeReport, "sizes" | "byWorkers" | "ruleOfThumb">,
  language: Language,
): string | null {
  const es = language === "es";
  const named = (each: readonly Size[]) =>
    anyOf(
      each.map((size) => FIRM_FACTS.size.values[size][language].toLowerCase()),
      language,
    );
  const workers =
    byWorkers.differs === "true"
      ? es
        ? `Por el puntaje del Acuerdo (DOF 30-06-2009) la empresa es ${named(sizes)}; solo por trabajadores sería ${named(byWorkers.sizes)}. Hay convocatorias que piden además el rango de trabajadores.`
        : `By the score of the Acuerdo (DOF 30-06-2009) the firm is ${named(sizes)}; by workers alone it would be ${named(byWorkers.sizes)}. Some calls ask for the range of workers too.`
      : null;
  const thumb =
    ruleOfThumb.differs === "true"
      ? es
        ? `El estudio de APEC de 2017 llama MIPYME a la que tiene hasta ${ruleOfThumb.mostWorkers} empleados: con esa cuenta ${ruleOfThumb.msme === "true" ? "sí" : "no"} lo sería.`
        : `The 2017 APEC study counts as an MSME a firm of up to ${ruleOfThumb.mostWorkers} employees: so counted it would ${ruleOfThumb.msme === "true" ? "" : "not "}be one.`
      : null;
  const texts = [workers, thumb].filter((text) => text !== null);
  return texts.length === 0 ? null : texts.join(" ");
}
