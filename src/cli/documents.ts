import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parse, validate } from "graphql";
import { idOf } from "../graph/documents/read-manifest.js";
import { describeSchema } from "../house/modules.js";

/** Files of documents: those given, and those in the folders given. */
async function filesIn(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = await readdir(path, { recursive: true });
      return names.filter((name) => /\.(graphql|gql)$/.test(name)).map((name) => join(path, name));
    }),
  );
  return found.flat().sort();
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  process.stderr.write(
    "npm run --silent documents -- <carpeta o archivos .graphql / folder or .graphql files> > documents.json\n",
  );
  process.exit(1);
}
const schema = await describeSchema();
const manifest: Record<string, string> = {};
const faults: string[] = [];
for (const file of await filesIn(paths)) {
  const text = await readFile(file, "utf8");
  try {
    faults.push(...validate(schema, parse(text)).map(({ message }) => `${file}: ${message}`));
    manifest[idOf(text)] = text;
  } catch (error) {
    faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(manifest, undefined, 2)}\n`);
