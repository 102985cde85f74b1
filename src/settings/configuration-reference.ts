import { ALL_OR_NONE, SETTINGS, TOGETHER } from "../config.js";

/** Values that few settings accept: what is wrong with each says what the setting wants. */
const PROBES = ["?", "99999999999"];

const PREFACE = `# Configuration

Made from [\`src/config.ts\`](../src/config.ts) by \`npm run schema\`; change it there. Settings are variables of the environment, read once at the
start. An empty one counts as not set. Whatever is wrong is told all at once, with the setting's name and an example, and the gateway does not
start. Which of them to set for production, and how to change keys, is in the [operations guide](operations.md).
`;

/** The reference of all settings, in Markdown. */
export function configurationReference(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { about, example, accepts }]) =>
      `| \`${name}\` | ${cell(about)} | ${cell(wanted(accepts))} | ${code(defaultOf(accepts))} | ${code(example)} |`,
  );
  const together = [
    ...ALL_OR_NONE.map((names) => `All of ${names.map(code).join(", ")}, or none.`),
    ...TOGETHER.map(({ fault }) => `${cell(fault)}.`),
  ];
  return [
    PREFACE,
    "| Setting | What it is for | Must be | Without it | Example |",
    "|---|---|---|---|---|",
    ...rows,
    "\n## What must hold together\n",
    ...together.map((rule) => `- ${rule}`),
    "",
  ].join("\n");
}

type Accepts = (typeof SETTINGS)[keyof typeof SETTINGS]["accepts"];

/** What a value must be, in the words of the fault; empty when any text will do. */
function wanted(accepts: Accepts): string {
  const faults = PROBES.flatMap((probe) => accepts.safeParse(probe).error?.issues ?? []).map(({ message }) => message);
  const wants = [...new Set(faults)].map((fault) => fault.replace(/^must (be )?/, ""));
  // A bound says by itself that it is of numbers.
  return wants.filter((want) => want !== "a whole number" || wants.length === 1).join("; ");
}

function defaultOf(accepts: Accepts): string {
  const { data } = accepts.safeParse(undefined);
  if (typeof data === "boolean") return data ? "1" : "0";
  return typeof data === "string" || typeof data === "number" ? String(data) : "";
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll(/<(?=\w)/g, "&lt;");
const code = (text: string) => (text === "" ? "" : `\`${text}\``);
