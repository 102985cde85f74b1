import { LRUCache } from "lru-cache";

/**
 * Read from left to right, whichever begins first: comments, names in double quotes, texts (with `e` before them a backslash escapes),
 * texts between dollars, and numbers that are no part of a name or placeholder. Our statements bind their values; this is for the
 * one that some day does not.
 */
const PARTS =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<name>"[^"]*(?:"|$))|\be'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|'(?:[^']|'')*(?:'|$)|(?<tag>\$(?:[a-z_]\w*)?\$)[\s\S]*?(?:\k<tag>|$)|(?<![\w$".])\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi;
const LONGEST = 4_000;

/** What a statement does; anything else counts as `other`. */
const VERBS = [
  "select",
  "insert",
  "update",
  "delete",
  "with",
  "merge",
  "set",
  "savepoint",
  "release",
  "rollback",
  "listen",
];

export interface SqlText {
  /** The statement with `?` for every literal, its placeholders kept. */
  readonly text: string;
  readonly verb: string;
  /** What it does to which table, e.g. `select program_version`: few different ones. */
  readonly summary: string;
}

const known = new LRUCache<string, SqlText>({ max: 1_000 });

/** A statement as it may be shown. */
export function sqlText(sql: string): SqlText {
  const before = known.get(sql);
  if (before !== undefined) return before;
  const verb = verbOf(sql);
  const text = withoutLiterals(sql).replace(/\s+/g, " ").trim().slice(0, LONGEST);
  const [, table] = /\b(?:from|into|update)\s+(?:only\s+)?"?([a-z_][a-z0-9_]{0,62})/i.exec(text) ?? [];
  const made = { text, verb, summary: table === undefined ? verb : `${verb} ${table}` };
  known.set(sql, made);
  return made;
}

/** What a statement does, without reading more of it. */
export function verbOf(sql: string): string {
  const [word = ""] = /[a-z]+/i.exec(sql) ?? [];
  const verb = word.toLowerCase();
  return VERBS.includes(verb) ? verb : "other";
}

function withoutLiterals(sql: string): string {
  return sql.replace(PARTS, (part, ...found) => {
    const { comment, name } = found.at(-1) as { readonly comment?: string; readonly name?: string };
    if (comment !== undefined) return " ";
    return name === undefined ? "?" : part;
  });
}
