/**
 * Prints what runs with the gateway as a CycloneDX bill of materials, from package-lock.json alone: `npm run --silent sbom > sbom.json`.
 * npm makes it of everything; what only developing takes is left out here, since `npm sbom --omit=dev` leaves out too what
 * a package for developing shares with the gateway (npm/cli#7909; with npm 11.19 that was 60 of 349 packages, zod among them).
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
const { name, version } = read("package.json");
const runtime = new Set(
  Object.entries(read("package-lock.json").packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true)
    .map(([path, entry]) => `${path.slice(path.lastIndexOf("node_modules/") + 13)}@${entry.version}`),
);

const options = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application", "--package-lock-only"];
const cwd = new URL("..", import.meta.url);
const bill = JSON.parse(execFileSync("npm", options, { cwd, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 }));

const references = new Set([bill.metadata.component["bom-ref"]]);
bill.components = bill.components.filter((each) => runtime.has(`${each.name}@${each.version}`));
for (const each of bill.components) references.add(each["bom-ref"]);
bill.dependencies = bill.dependencies
  .filter(({ ref }) => references.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => references.has(each)) }));
// npm calls the whole by the folder it stands in.
Object.assign(bill.metadata.component, { name, version });
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
