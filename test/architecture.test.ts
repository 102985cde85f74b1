import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";

/** Who may import whom inside `src`: each part may use those named after it, and packages. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  graph: ["platform"],
  reference: ["graph", "platform"],
  programs: ["graph", "platform"],
  eligibility: ["graph", "platform"],
  businesses: ["graph", "platform"],
  applications: ["graph", "platform"],
  access: ["graph", "platform"],
  notices: ["graph", "platform"],
  ledger: ["graph", "platform"],
  router: ["graph", "platform"],
  settings: ["platform", "config.js"],
  "demo-publishers": ["programs", "platform"],
};
/** What puts the parts together may use them all, like the files at the top of `src`; no part knows of it. */
const PUT_TOGETHER = ["house", "split", "cli"];

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("the house", () => {
  it("lets no part import what it must not know", async () => {
    const src = join(PACKAGE_ROOT, "src");
    const wrong: string[] = [];
    for (const file of await sources(src)) {
      const [part = ""] = relative(src, file).split("/");
      const allowed = MAY_IMPORT[part];
      if (allowed === undefined) continue;
      const text = await readFile(file, "utf8");
      for (const [, target = ""] of text.matchAll(/from "(\.{1,2}\/[^"]+)"/g)) {
        const [used = ""] = relative(src, join(file, "..", target)).split("/");
        if (used !== part && !allowed.includes(used)) wrong.push(`${relative(src, file)} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("has a rule for every part", async () => {
    const parts = (await readdir(join(PACKAGE_ROOT, "src"), { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    const ruled = [...Object.keys(MAY_IMPORT), ...PUT_TOGETHER];
    expect(parts.map(({ name }) => name).filter((name) => !ruled.includes(name))).toEqual([]);
  });

  it("reads the environment in one file only", async () => {
    const readers: string[] = [];
    for (const file of await sources(join(PACKAGE_ROOT, "src"))) {
      if ((await readFile(file, "utf8")).includes("process.env")) readers.push(relative(PACKAGE_ROOT, file));
    }
    // The commands that export the ledger, seal again, screen and make tokens do the same. main.ts, subgraph.ts and the command federated hand the environment to config.ts whole; the built-in PostgreSQL hands it on to its child processes.
    const settingsReaders = readers.filter((file) => !file.startsWith("src/platform/embedded-postgres/"));
    expect(settingsReaders.sort()).toEqual([
      "src/cli/export-ledger.ts",
      "src/cli/federated.ts",
      "src/cli/reseal.ts",
      "src/cli/screen.ts",
      "src/cli/token.ts",
      "src/main.ts",
      "src/subgraph.ts",
    ]);
  });

  it("knows OpenTelemetry in two files, and loads them only where they are switched on", async () => {
    const knowing: string[] = [];
    const loading: string[] = [];
    for (const file of await sources(join(PACKAGE_ROOT, "src"))) {
      const text = await readFile(file, "utf8");
      if (text.includes('"@opentelemetry/')) knowing.push(relative(PACKAGE_ROOT, file));
      if (/from "[^"]*\/(otlp|prometheus)\.js"/.test(text)) loading.push(relative(PACKAGE_ROOT, file));
    }
    expect(knowing.sort()).toEqual(["src/platform/telemetry/otlp.ts", "src/platform/telemetry/prometheus.ts"]);
    expect(loading).toEqual([]);
  });

  it("writes no value into SQL text: statements use placeholders", async () => {
    const suspicious: string[] = [];
    for (const file of await sources(join(PACKAGE_ROOT, "src"))) {
      const text = await readFile(file, "utf8");
      if (/`[^`]*\b(select|insert|update|delete)\b[^`]*= '\$\{/i.test(text))
        suspicious.push(relative(PACKAGE_ROOT, file));
    }
    expect(suspicious).toEqual([]);
  });
});
