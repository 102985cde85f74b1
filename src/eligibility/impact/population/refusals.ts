import { EXIT, ScreeningRefusal } from "../../screening/faults.js";

const whole = (count: number): string => count.toLocaleString("en-US");

export const tooManyStatements = (facts: readonly string[]) =>
  new ScreeningRefusal(EXIT.input, {
    es: `Hay demasiados valores distintos de ${facts.join(", ")} para tenerlos en memoria: escriba los números en rangos, por ejemplo 11-30.`,
    en: `There are too many different values of ${facts.join(", ")} to keep in memory: write numbers in bands, e.g. 11-30.`,
  });

export const tooManyKinds = (kinds: number) =>
  new ScreeningRefusal(EXIT.input, {
    es: `Hay más de ${whole(kinds)} empresas distintas entre sí, más de las que caben: deje menos columnas, o los números en rangos como 11-30.`,
    en: `More than ${whole(kinds)} firms differ from one another, more than there is room for: leave fewer columns, or numbers in bands such as 11-30.`,
  });

const BREAKS = {
  kind: {
    es: "no es un archivo de población de esta ventanilla",
    en: "it is not a population file of this gateway",
  },
  version: {
    es: "lo escribió otra versión; hágalo de nuevo desde el directorio",
    en: "another version wrote it; build it anew from the directory",
  },
  digest: {
    es: "está incompleto o fue alterado: su huella no coincide",
    en: "it is incomplete or was changed: its digest does not match",
  },
  content: {
    es: "su contenido no concuerda consigo mismo",
    en: "its parts do not fit together",
  },
} as const;

/** Why a population file is not used. */
export function brokenPopulation(why: keyof typeof BREAKS): ScreeningRefusal {
  const { es, en } = BREAKS[why];
  return new ScreeningRefusal(EXIT.input, {
    es: `No se puede usar el archivo de población: ${es}.`,
    en: `The population file cannot be used: ${en}.`,
  });
}

export const stopped = () =>
  new ScreeningRefusal(EXIT.interrupted, {
    es: "Interrumpido: no se escribió nada.",
    en: "Interrupted: nothing was written.",
  });
