import { join } from "node:path";
import { parseArgs } from "node:util";
import { assertTwoFiles, readDirectory, writePopulation } from "../eligibility/impact/population/files.js";
import { EXIT, ScreeningRefusal } from "../eligibility/screening/faults.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import { createOfficialCodes } from "../reference/official-codes.js";
import { loadReferenceTables } from "../reference/tables.js";
import { createProgress } from "./screen-progress.js";

const MEBI = 2 ** 20;

const USAGE = `npm run population -- build --from directory.csv --to population.bin

Guarda un directorio de establecimientos (DENUE del INEGI, o un CSV cuyos encabezados son datos: state, scian, workers…) como la
población contra la que se prueban los cambios de reglas. No guarda claves, nombres ni domicilios: solo cuántas empresas hay de cada tipo.

Keeps a directory of establishments (INEGI's DENUE, or a CSV whose headers are facts: state, scian, workers…) as the population that
changes of rules are tried on. It keeps no keys, names or addresses: only how many firms there are of each kind.

Termina con / ends with: 0 listo / done, 1 falla / fault, 2 uso / usage, 3 entrada / input, 5 salida / output, 130 interrumpido / interrupted.
`;

interface Request {
  readonly from: string;
  readonly to: string;
}

/** Reads the command line; "help" when there is nothing to do but to print it. */
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
  if (positionals.length !== 1 || positionals[0] !== "build")
    throw wrongUse("Se espera la acción build.", "The action build is expected.");
  if (!values.from) throw wrongUse("Falta --from con el directorio.", "--from with the directory is missing.");
  if (!values.to) throw wrongUse("Falta --to con el archivo por hacer.", "--to with the file to make is missing.");
  return { from: values.from, to: values.to };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: "string" },
      to: { type: "string" },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
}

function wrongUse(es: string, en: string): ScreeningRefusal {
  return new ScreeningRefusal(EXIT.usage, { es: `${es} Vea --help.`, en: `${en} See --help.` });
}

const whole = (count: number): string => Math.round(count).toLocaleString("en-US");

async function main(args: readonly string[]): Promise<void> {
  const request = readArguments(args);
  if (request === "help") {
    process.stdout.write(USAGE);
    return;
  }
  const { from, to } = request;
  assertTwoFiles(from, to);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const codes = createOfficialCodes(await loadReferenceTables(join(PACKAGE_ROOT, "seeds/reference")));
  const progress = createProgress(process.stderr);
  try {
    const directory = await readDirectory(from, {
      codes,
      signal: stop.signal,
      onStart: ({ size }) => progress.start(size, 0),
      onProgress: ({ bytes, rows }) => progress.update(bytes, rows),
    });
    const length = await writePopulation(to, directory);
    progress.stop();
    const { rows, rejected } = directory.source;
    const [firms, kinds] = [whole(rows - rejected), whole(directory.firms.length)];
    const facts = directory.groups.flatMap(({ columns }) => columns.map(({ fact }) => fact)).join(", ");
    const [file, memory] = [(length / MEBI).toFixed(1), whole(process.resourceUsage().maxRSS / 1024)];
    process.stdout.write(
      `${whole(rows)} filas leídas, ${whole(rejected)} rechazadas (npm run screen dice por qué); ${firms} empresas de ${kinds} tipos; datos: ${facts}.\n` +
        `${to}: ${file} MiB; memoria usada, a lo más ${memory} MiB.\n` +
        `${whole(rows)} rows read, ${whole(rejected)} rejected (npm run screen says why); ${firms} firms of ${kinds} kinds; facts: ${facts}.\n` +
        `${to}: ${file} MiB; memory used, at most ${memory} MiB.\n`,
    );
  } finally {
    progress.stop();
  }
}

// Whoever read what is printed may be gone.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(process.argv.slice(2)).catch((error: unknown) => {
  const refusal = error instanceof ScreeningRefusal;
  process.stderr.write(`${refusal ? error.message : (error as Error).stack}\n`);
  process.exitCode = refusal ? error.exitCode : EXIT.fault;
});
