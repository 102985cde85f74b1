import type { Ask } from "./ask.js";
import { COMMANDS } from "./commands.js";
import { QUERIES } from "./queries.js";

/** Every root field, asked. */
export const ASKS: Readonly<Record<string, Ask>> = Object.fromEntries([...QUERIES, ...COMMANDS]);
