import { EXIT, ScreeningRefusal } from "../faults.js";

interface SystemError {
  readonly code: string;
  readonly errno: number;
}

/** Whether the operating system refused something; not by class, which differs between the realms of a test. */
function isSystemError(error: unknown): error is SystemError {
  const { code, errno } = (error ?? {}) as Partial<SystemError>;
  return typeof code === "string" && typeof errno === "number";
}

/** Says in two languages why the directory cannot be read; anything else is thrown on as it is. */
export function cannotRead(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
  return new ScreeningRefusal(EXIT.input, {
    es: missing ? `No existe el archivo ${path}.` : `No se puede leer ${path} (${error.code}).`,
    en: missing ? `There is no file ${path}.` : `${path} cannot be read (${error.code}).`,
  });
}

/** Says in two languages why the results cannot be written. */
export function cannotWrite(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  if (error.code === "ENOSPC" || error.code === "EDQUOT")
    return new ScreeningRefusal(EXIT.output, {
      es: `No hay espacio en el disco para ${path}. Libere espacio y repita el mismo comando: seguirá donde se quedó.`,
      en: `There is no disk space left for ${path}. Make room and run the same command again: it goes on where it stopped.`,
    });
  return new ScreeningRefusal(EXIT.output, {
    es: `No se puede escribir ${path} (${error.code}). ¿Existe la carpeta y es suya?`,
    en: `${path} cannot be written (${error.code}). Does the folder exist, and is it yours?`,
  });
}

export const changedWhileRead = (path: string) =>
  new ScreeningRefusal(EXIT.input, {
    es: `El archivo ${path} cambió mientras se leía. Repita con --restart cuando esté completo.`,
    en: `The file ${path} changed while it was read. Run again with --restart when it is complete.`,
  });

export const alreadyThere = (path: string) =>
  new ScreeningRefusal(EXIT.resume, {
    es: `Ya existe ${path}. Con --restart se hace de nuevo y se reemplaza al terminar.`,
    en: `${path} is already there. With --restart it is made anew, and replaced at the end.`,
  });

export const sameFile = (path: string) =>
  new ScreeningRefusal(EXIT.usage, {
    es: `La entrada y la salida son el mismo archivo: ${path}.`,
    en: `Input and output are the same file: ${path}.`,
  });

const CHANGES = {
  input: { es: "el archivo de entrada ya no es el mismo", en: "the input file is no longer the same" },
  rules: { es: "las reglas del catálogo ya no son las mismas", en: "the rules of the catalog are no longer the same" },
  output: {
    es: "los resultados parciales faltan o están incompletos",
    en: "the unfinished results are missing or too short",
  },
  checkpoint: { es: "el punto de control no se entiende", en: "the checkpoint cannot be understood" },
} as const;

export function cannotResume(change: keyof typeof CHANGES): ScreeningRefusal {
  const { es, en } = CHANGES[change];
  return new ScreeningRefusal(EXIT.resume, {
    es: `Hay una revisión interrumpida que no puede continuar: ${es}. Con --restart se empieza de nuevo.`,
    en: `An interrupted screening cannot go on: ${en}. With --restart it begins anew.`,
  });
}

export const stillRunning = (pid: number) =>
  new ScreeningRefusal(EXIT.resume, {
    es: `Otro proceso (${pid}) parece estar escribiendo estos resultados. Si no es así, use --restart.`,
    en: `Another process (${pid}) seems to be writing these results. If it is not, use --restart.`,
  });

export const interrupted = () =>
  new ScreeningRefusal(EXIT.interrupted, {
    es: "Interrumpido. Repita el mismo comando para continuar donde se quedó.",
    en: "Interrupted. Run the same command again to go on where it stopped.",
  });
