import { v5 as uuidFrom } from "uuid";
import type { Language } from "../document/text.js";
import type { Difference } from "../publishing/compare/differences.js";
import type { ChangeRow } from "./find-changes.js";
import type { HistoryService } from "./history.service.js";
import { presentDifference } from "./present-difference.js";

const LATEST = 100;
/** Differences that are told of one edition. */
const MOST_DIFFERENCES = 20;
/** The feed and each withdrawal have ids made from it; what is published has the id of its version. */
const NAMESPACE = "d2b54bb7-3ddc-4c0f-93f5-a4e1a0a6c3f1";

const WORDS = {
  es: {
    title: "Cambios en el catálogo de programas",
    author: "Ventanilla única",
    published: (name: string) => `Programa nuevo: ${name}`,
    revised: (name: string) => `Programa modificado: ${name}`,
    removed: (name: string) => `Programa retirado: ${name}`,
    edition: (slug: string, number: number) => `${slug}, edición ${number}`,
    more: (count: number) => `y ${count} más`,
  },
  en: {
    title: "Changes in the catalog of programs",
    author: "Ventanilla única",
    published: (name: string) => `New program: ${name}`,
    revised: (name: string) => `Program changed: ${name}`,
    removed: (name: string) => `Program withdrawn: ${name}`,
    edition: (slug: string, number: number) => `${slug}, edition ${number}`,
    more: (count: number) => `and ${count} more`,
  },
} as const;

type Entry = ReturnType<typeof entryOf>;

/** The latest changes of the catalog as a feed for people. What it tells of a change is worked out once. */
export function createChangesFeed(history: HistoryService) {
  let told = new Map<string, Promise<Entry>>();

  async function tell(change: ChangeRow, language: Language): Promise<Entry> {
    const { previousId, versionId } = change;
    return entryOf(change, previousId === null ? [] : await history.between(previousId, versionId), language);
  }

  return async (language: Language) => {
    const keyed = (await history.latest(LATEST)).map(
      (change) => [`${language}/${change.kind}/${change.versionId}`, change] as const,
    );
    const fresh = keyed.map(([key, change]) => [key, told.get(key) ?? tell(change, language)] as const);
    const others = [...told].filter(([key]) => !key.startsWith(`${language}/`));
    told = new Map([...others, ...fresh]);
    try {
      const entries = await Promise.all(fresh.map(([, entry]) => entry));
      const { title, author } = WORDS[language];
      return { id: `urn:uuid:${uuidFrom("changes", NAMESPACE)}`, title, author, language, entries };
    } catch (error) {
      told = new Map();
      throw error;
    }
  };
}

function entryOf(change: ChangeRow, differences: readonly Difference[], language: Language) {
  const { kind, slug, number, versionId, at } = change;
  const words = WORDS[language];
  const lines = differences.slice(0, MOST_DIFFERENCES).map((difference) => {
    const { label, before, after } = presentDifference(difference, language);
    return `${label}: ${before ?? "—"} → ${after ?? "—"}`;
  });
  const more = differences.length - lines.length;
  return {
    id: `urn:uuid:${kind === "removed" ? uuidFrom(`removed/${versionId}`, NAMESPACE) : versionId}`,
    title: words[kind](language === "es" ? change.nameEs : change.nameEn),
    content: [words.edition(slug, number), ...lines, ...(more > 0 ? [words.more(more)] : [])].join("\n"),
    updated: at,
    category: kind,
  };
}
