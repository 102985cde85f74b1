/** One engine at one size, in a process of its own: `child.js <engine> <programs> <limits as JSON>`, or `missing` instead of limits. */
import { ENGINES } from "./engines/index.js";
import { measureHonesty, measureSpeed } from "./trial.js";

const [name, programs, task = ""] = process.argv.slice(2);
const engine = ENGINES.find((each) => each.name === name);
if (engine === undefined) throw new Error(`no engine ${name}`);
const figures =
  task === "missing"
    ? await measureHonesty(engine, Number(programs), 100)
    : await measureSpeed(engine, Number(programs), JSON.parse(task));
// Engines may print of their own; ours is the last line.
process.stdout.write(`\n${JSON.stringify(figures)}\n`, () => process.exit(0));
