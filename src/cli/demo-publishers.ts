import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MODES } from "../demo-publishers/modes.js";
import { type DemoPublisher, sourcesFile, startDemoPublishers } from "../demo-publishers/publishers.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import { loadSeedFiles } from "../programs/seed/read-seeds.js";

const FIRST_PORT = 4101;
const USAGE = `Uso / Usage: npm run demo:publishers -- [--first-port ${FIRST_PORT}] [--sources fuentes.yaml]
  --first-port  primer puerto; 0 toma los que estén libres / first port; 0 takes free ones
  --sources     dónde escribir el archivo de fuentes / where to write the sources file
`;

function readArguments(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { "first-port": { ...text, default: String(FIRST_PORT) }, sources: text };
  const { "first-port": port, sources } = parseArgs({ args: [...args], options }).values;
  const firstPort = Number(port);
  if (!Number.isInteger(firstPort) || firstPort < 0 || firstPort > 65_000) throw new Error("--first-port");
  return { firstPort, sources };
}

const words = (publishers: readonly DemoPublisher[]) => `Publican en / They publish at:
${publishers.flatMap(({ publisher, catalog }) => publisher.addresses.map((url) => `  ${catalog}: ${url}`)).join("\n")}

Para que uno falle / To make one fail:
  curl -d '{"mode": "broken"}' ${publishers[0]?.publisher.origin}/__demo
  ${Object.keys(MODES).join(", ")}

Fuentes para el gateway / Sources for the gateway:
${sourcesFile(publishers)}
Ctrl+C para terminar / to stop
`;

async function main(args: readonly string[]): Promise<void> {
  const { firstPort, sources } = readArguments(args);
  const seeds = (await loadSeedFiles(join(PACKAGE_ROOT, "seeds"))).read();
  const publishers = await startDemoPublishers(seeds, firstPort);
  if (sources !== undefined) await writeFile(sources, sourcesFile(publishers));
  process.stdout.write(words(publishers));
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await Promise.all(publishers.map(({ publisher }) => publisher.close()));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
});
