/**
 * Adds to package-lock.json the optional packages of other platforms that the registry at hand did not have,
 * so that `npm ci` accepts the file here and can install them where they exist. Run it after `npm install`.
 */
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32", "windows"];
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined || !/^\d/.test(version)) continue;
    const words = name.split("/").at(-1).split("-");
    const system = words.find((word) => SYSTEMS.includes(word));
    const cpu = system === undefined ? words.find((word) => word === "wasm32") : words[words.indexOf(system) + 1];
    if (cpu === undefined) continue;
    lock.packages[key] = {
      version,
      cpu: [cpu === "x32" ? "ia32" : cpu],
      ...(parent.dev ? { dev: true } : {}),
      optional: true,
      ...(system === undefined ? {} : { os: [system === "windows" ? "win32" : system] }),
      ...(words.some((word) => word.startsWith("musl")) ? { libc: ["musl"] } : {}),
    };
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
