import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { verdictOf } from "./watch/verdict.js";

/** When all is over: ends the store, and tells whether any test saw a canary where none may be. */
export default async function tearDown({ testPathPatterns, testPathPattern = testPathPatterns?.patterns?.join("") }) {
  await globalThis.__undoTestStore?.();
  const file = process.env.VENTANILLA_CANARY_PAGES;
  const pages = await readFile(file, "utf8").catch(() => "");
  await rm(dirname(file), { recursive: true, force: true });
  const whole =
    !testPathPattern && process.argv.every((word) => !/^--(testMatch|config|onlyFailures|shard)/.test(word));
  const { line, faults } = verdictOf(pages, whole);
  process.stdout.write(line);
  if (faults.length > 0) throw new Error(`\n${faults.join("\n")}`);
}
