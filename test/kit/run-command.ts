import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

/** A command as people run it: what it says, and how it ends. */
export async function run(command: string, args: readonly string[], env: object = {}) {
  const path = join(PACKAGE_ROOT, "dist", "src", "cli", `${command}.js`);
  const options = { env: { ...process.env, ...env } };
  return promisify(execFile)(process.execPath, [path, ...args], options).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  );
}
