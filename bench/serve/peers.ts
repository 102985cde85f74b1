import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

const PEERS = join(PACKAGE_ROOT, "bench/peers");

/** Installs what the peers need, the first time. */
export function installPeers(): void {
  if (existsSync(join(PEERS, "node_modules/postgraphile"))) return;
  process.stderr.write("Installing the peers into bench/peers (npm ci), this once…\n");
  const { status } = spawnSync("npm", ["ci", "--prefix", PEERS], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("npm ci --prefix bench/peers failed");
}

/** Versions of the packages that are measured, the peers' and ours. */
export async function packageVersions(): Promise<Readonly<Record<string, string>>> {
  const versions: Record<string, string> = {};
  for (const folder of [PACKAGE_ROOT, PEERS]) {
    const { dependencies } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    for (const name of MEASURED) versions[name] ??= dependencies[name];
  }
  return versions;
}

const MEASURED = [
  "@apollo/server",
  "@mikro-orm/core",
  "dataloader",
  "fastify",
  "graphql",
  "type-graphql",
  "@graphile-contrib/pg-many-to-many",
  "@graphile/simplify-inflection",
  "mercurius",
  "postgraphile",
];
