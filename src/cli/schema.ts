import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lexicographicSortSchema, printSchema } from "graphql";
import { describeModules, describeSchema } from "../gateway.js";
import { subgraphSdl } from "../graph/subgraph.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import { seedFileSchema } from "../programs/seed/seed-file-schema.js";
import { configurationReference } from "../settings/configuration-reference.js";
import { describeSupergraph } from "../split/supergraph.js";

/** Files that are made from the code and committed, so that a change of either shows in the other. */
const EMITTED: Record<string, () => Promise<string>> = {
  "schema/ventanilla.graphql": async () => `${printSchema(lexicographicSortSchema(await describeSchema()))}\n`,
  "schema/supergraph.graphql": describeSupergraph,
  "docs/configuration.md": async () => configurationReference(),
  "seeds/program.schema.json": async () => `${JSON.stringify(seedFileSchema(), null, 2)}\n`,
};

for (const module of await describeModules()) {
  EMITTED[`schema/subgraph-${module.name}.graphql`] = async () => `${subgraphSdl(module)}\n`;
}

/** Writes them; with --check, says which differ and fails. */
async function main(check: boolean): Promise<number> {
  let differing = 0;
  for (const [file, make] of Object.entries(EMITTED)) {
    const path = join(PACKAGE_ROOT, file);
    const text = await make();
    if (!check) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    } else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
      process.stderr.write(`${file} is not what the code says: run \`npm run schema\` and commit it\n`);
      differing += 1;
    }
  }
  return differing;
}

process.exitCode = (await main(process.argv.includes("--check"))) === 0 ? 0 : 1;
