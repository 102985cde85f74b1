import { parseArgs } from "node:util";
import { EXIT, ScreeningRefusal } from "../eligibility/screening/faults.js";
import { screenFile } from "../eligibility/screening/files/screen-file.js";
import { summarize } from "../eligibility/screening/report/summary.js";
import { createProgress } from "./screen-progress.js";
import { loadScreeningRules } from "./screening-rules.js";

const USAGE = `npm run screen -- empresas.csv --out result.csv [--restart] [--checkpoint 2]

Revisa un directorio de establecimientos (DENUE del INEGI, o un CSV cuyos encabezados son datos: state, scian, workers…) contra
todos los programas. Una fila por empresa y una columna por programa: E elegible, U por determinar, I no elegible.
  --out         archivo de resultados; al lado quedan .totals.csv, .questions.csv y .rejects.csv
  --restart     empezar de nuevo y no continuar una revisión interrumpida
  --checkpoint  segundos entre puntos de control (2)

Screens a directory of establishments (INEGI's DENUE, or a CSV whose headers are facts: state, scian, workers…) against all
programs. One row a firm and one column a program: E eligible, U undetermined, I ineligible.
  --out         file of results; .totals.csv, .questions.csv and .rejects.csv are put beside it
  --restart     begin anew instead of going on with an interrupted screening
  --checkpoint  seconds between checkpoints (2)

Termina con / ends with: 0 listo / done, 1 falla / fault, 2 uso / usage, 3 entrada / input, 4 no puede continuar / cannot go on,
5 salida / output, 130 interrumpido / interrupted.
`;

interface Request {
  readonly input: string;
  readonly output: string;
  readonly restart: boolean;
  readonly checkpointEvery: number;
}

/** Reads the command line; a text when there is nothing to do but to print it. */
function readArguments(args: readonly string[]): Request | "help" {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    const detail = (error as Error).message.split(". ")[0] ?? "";
    throw wrongUse(
      `No se entiende la línea de comandos (${detail}).`,
      `The command line cannot be understood (${detail}).`,
    );
  }
  const { values, positionals } = parsed;
  if (values.help) return "help";
  const [input, ...more] = positionals;
  if (input === undefined || more.length > 0)
    throw wrongUse("Se espera un solo archivo de entrada.", "Exactly one input file is expected.");
  if (values.out === undefined || values.out === "")
    throw wrongUse("Falta --out con el archivo de resultados.", "--out with the file of results is missing.");
  const seconds = Number(values.checkpoint);
  if (!(seconds >= 0))
    throw wrongUse("--checkpoint espera segundos, por ejemplo 2.", "--checkpoint expects seconds, e.g. 2.");
  return { input, output: values.out, restart: values.restart, checkpointEvery: seconds * 1000 };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: "string" },
      restart: { type: "boolean", default: false },
      checkpoint: { type: "string", default: "2" },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
}

function wrongUse(es: string, en: string): ScreeningRefusal {
  return new ScreeningRefusal(EXIT.usage, { es: `${es} Vea --help.`, en: `${en} See --help.` });
}

async function main(args: readonly string[]): Promise<void> {
  const request = readArguments(args);
  if (request === "help") {
    process.stdout.write(USAGE);
    return;
  }
  const stop = new AbortController();
  // The second signal ends it at once: what was saved before stays good.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const progress = createProgress(process.stderr);
  try {
    const screened = await screenFile({
      ...request,
      rules: await loadScreeningRules(process.env),
      signal: stop.signal,
      onStart: ({ layout, size, from }) => {
        if (layout.ignored.length > 0) {
          const names = layout.ignored.join(", ").replaceAll(/\p{C}/gu, "?");
          process.stderr.write(`Columnas que no se usan / columns not used: ${names}\n`);
        }
        progress.start(size, from);
      },
      onProgress: ({ bytes, rows }) => progress.update(bytes, rows),
    });
    progress.stop();
    const { es, en } = summarize(screened);
    process.stdout.write(`${es}\n${en}`);
  } finally {
    progress.stop();
  }
}

// Whoever read what is printed may be gone; the screening itself goes on.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(process.argv.slice(2)).catch((error: unknown) => {
  const refusal = error instanceof ScreeningRefusal;
  process.stderr.write(`${refusal ? error.message : (error as Error).stack}\n`);
  process.exitCode = refusal ? error.exitCode : EXIT.fault;
});
