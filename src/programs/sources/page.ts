import type { Database } from "../../platform/database.js";
import type { Language } from "../document/text.js";
import { presentHarvest, presentSource } from "./present-source.js";
import { allSources, lastHarvests } from "./source.reader.js";

const WORDS = {
  es: {
    title: "Fuentes del catálogo",
    lead: "De dónde vienen los programas de esta ventanilla, y qué tan reciente es lo que dice cada fuente. Si una falla, se sigue mostrando lo último que dijo.",
    none: "Esta ventanilla no reúne ninguna fuente: sus programas se cuidan a mano.",
    columns: ["Fuente", "Cómo está", "Qué tan reciente es", "Última lectura", "Programas"],
    ago: (minutes: number) =>
      minutes < 1 ? "leída hace un momento" : `leída hace ${said(minutes, ["minuto", "hora", "día"])}`,
    never: "sin leer",
    quarantined: (count: number) => `${count} en cuarentena`,
  },
  en: {
    title: "Sources of the catalog",
    lead: "Where the programs of this window come from, and how recent what each source says is. When one fails, what it said last stays.",
    none: "This window gathers no source: its programs are kept by hand.",
    columns: ["Source", "How it is doing", "How recent it is", "Last reading", "Programs"],
    ago: (minutes: number) =>
      minutes < 1 ? "read a moment ago" : `read ${said(minutes, ["minute", "hour", "day"])} ago`,
    never: "not read",
    quarantined: (count: number) => `${count} in quarantine`,
  },
} as const;

const [HOUR, DAY] = [60, 1_440];

function said(minutes: number, [minute, hour, day]: readonly [string, string, string]): string {
  const [count, unit] =
    minutes < 2 * HOUR
      ? [minutes, minute]
      : minutes < 2 * DAY
        ? [Math.floor(minutes / HOUR), hour]
        : [Math.floor(minutes / DAY), day];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The page at /sources, for anybody: how each source is doing. */
export function createSourcesPage({ database, now }: { readonly database: Database; readonly now: () => Date }) {
  return async (language: Language): Promise<string> => {
    const reading = { language, now: now() };
    const rows = await allSources(database);
    const keys = rows.map(({ key }) => key);
    const [last, counts] = await Promise.all([
      lastHarvests(database, keys),
      database.query<{ source: string; programs: number; quarantined: number }>(
        `select source, count(*) filter (where state in ('published', 'vanished'))::int as programs,
                count(*) filter (where state = 'quarantined')::int as quarantined from source_item group by source`,
      ),
    ]);
    const countOf = new Map(counts.map((count) => [count.source, count]));
    const lines = rows.map((row, index) => {
      const harvest = last[index] ?? null;
      const count = countOf.get(row.key);
      return {
        ...presentSource(row, harvest, reading),
        harvest: harvest === null ? null : presentHarvest(harvest, reading),
        programs: count?.programs ?? 0,
        quarantined: count?.quarantined ?? 0,
      };
    });
    return pageOf(lines, language);
  };
}

interface Line extends ReturnType<typeof presentSource> {
  readonly harvest: ReturnType<typeof presentHarvest> | null;
  readonly programs: number;
  readonly quarantined: number;
}

function pageOf(lines: readonly Line[], language: Language): string {
  const { title, lead, none, columns } = WORDS[language];
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join("");
  const body = lines.map((line) => rowOf(line, language)).join("\n");
  const table = `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${lead}</p>${lines.length === 0 ? `<p>${none}</p>` : table}</main></body>
</html>
`;
}

function rowOf({ name, key, health, freshness, harvest, programs, quarantined }: Line, language: Language): string {
  const words = WORDS[language];
  const age = freshness.ageMinutes === null ? words.never : words.ago(freshness.ageMinutes);
  const outcome = harvest === null ? "—" : (harvest.failure?.kind.label ?? harvest.outcome.label);
  const cells = [
    mark(health.state.code, health.state.label),
    `${mark(freshness.state.code, freshness.state.label)} <small>${escaped(age)}</small>`,
    escaped(outcome),
    `${programs}${quarantined > 0 ? ` <small>${escaped(words.quarantined(quarantined))}</small>` : ""}`,
  ];
  const named = `<th scope="row">${escaped(name)} <small>${escaped(key)}</small></th>`;
  return `<tr>${named}${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

/** A state in words; the colour only repeats them. */
function mark(code: string, label: string): string {
  return `<span class="${code}">${escaped(label)}</span>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1f1a17; --paper: #fdfbf8; --line: #d8cfc4; --good: #1f6f43; --fair: #8a5a00; --bad: #9f2241; }
@media (prefers-color-scheme: dark) { :root { --ink: #efe9e2; --paper: #1b1816; --line: #45403a; --good: #6ecb95; --fair: #e0b45c; --bad: #ff8aa5; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2rem 1rem; overflow-x: auto; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
p { max-width: 44rem; }
table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem .8rem .6rem 0; border-bottom: 1px solid var(--line); }
thead th { font-size: .85rem; font-weight: 600; }
tbody th { font-weight: 600; }
small { display: block; font-weight: 400; opacity: .75; }
span { font-weight: 600; }
.well, .fresh { color: var(--good); }
.waiting, .late, .never { color: var(--fair); }
.held, .failing, .stale, .off { color: var(--bad); }
`;
