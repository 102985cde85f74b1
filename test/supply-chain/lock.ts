import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

/** A package of package-lock.json. */
export interface Locked {
  /** Its place in the tree, e.g. node_modules/a/node_modules/b. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly cpu?: readonly string[];
  readonly os?: readonly string[];
  readonly libc?: readonly string[];
}

const read = (file: string) => JSON.parse(readFileSync(join(PACKAGE_ROOT, file), "utf8"));

export const manifest = read("package.json");

/** Every package that may be installed, each place of it. */
export const locked: readonly Locked[] = Object.entries<Omit<Locked, "path" | "name">>(
  read("package-lock.json").packages,
)
  .filter(([path]) => path !== "")
  .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf("node_modules/") + 13), ...entry, path }));

/** What runs with the gateway: all but what only developing takes. */
export const runtime = locked.filter(({ dev }) => dev !== true);
