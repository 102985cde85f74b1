import { globalId } from "../../graph/node.js";
import type { ProgramDocument } from "../document/program-document.js";
import type { SourceDocument } from "../document/reference-documents.js";
import { type Period, statusPeriods } from "../document/status.js";
import { read, type Text } from "../document/text.js";

/** The parts of a document that judging by it takes. */
export type RuledDocument = Pick<
  ProgramDocument,
  "slug" | "name" | "requirements" | "supports" | "citations" | "jurisdiction" | "status" | "timeline"
>;

/** A version as it is read for its rules. */
export interface VersionWithRules {
  readonly id: string;
  readonly programId: string;
  readonly number: number;
  readonly digest: string;
  readonly document: RuledDocument;
}

type Running = ReturnType<typeof runningVersion>;
export type RuledVersion = Omit<Running, "over"> & {
  readonly over: { readonly since: string | null; readonly text: Bilingual | null } | null;
};

/** The rules of a version on any day: all days have the same, but for those on which the program has come to an end. */
export interface RuledByDay {
  readonly running: RuledVersion;
  readonly ended: readonly (Period & { readonly version: RuledVersion })[];
}

/** Statuses in which a program takes nobody any more. */
const OVER: ReadonlySet<string> = new Set(["ended", "one_off"]);

export function ruledByDay(version: VersionWithRules, sources: ReadonlyMap<string, SourceDocument>): RuledByDay {
  const running = runningVersion(version, sources);
  const ended = statusPeriods(version.document)
    .filter(({ statement }) => OVER.has(statement.code))
    .map(({ from, until, statement: { since, note } }) => ({
      from,
      until,
      version: { ...running, over: { since: since ?? null, text: note === undefined ? null : bothLanguages(note) } },
    }));
  return { running, ended };
}

export function ruledOn({ running, ended }: RuledByDay, day: string): RuledVersion {
  if (ended.length === 0) return running;
  const over = ended.find(({ from, until }) => (from === null || from <= day) && (until === null || day < until));
  return over?.version ?? running;
}

function runningVersion(
  { id: versionId, programId, number, digest, document }: VersionWithRules,
  sources: ReadonlyMap<string, SourceDocument>,
) {
  const places = new Map(
    document.citations.map(({ id, document: key, place, line }) => [
      id,
      { document: sources.get(key)?.title ?? key, place, line: line ?? null },
    ]),
  );
  const cited = (ids: readonly string[]) => ids.flatMap((id) => places.get(id) ?? []);
  return {
    id: globalId("Program", programId),
    versionId,
    versionNumber: number,
    digest,
    slug: document.slug,
    name: bothLanguages(document.name),
    conditions: document.requirements.map(({ id, role, basis, rule, text, note, cite }) => ({
      id,
      role,
      basis,
      rule,
      text: bothLanguages(text),
      note: note === undefined ? null : bothLanguages(note),
      citations: cited(cite),
    })),
    calculations: document.supports.calculations.map(({ id, concerns, currency, rule, note, cite }) => ({
      id,
      concerns: bothLanguages(concerns),
      currency: currency ?? null,
      rule,
      note: note === undefined ? null : bothLanguages(note),
      citations: cited(cite),
    })),
    supportKinds: document.supports.kinds,
    place: {
      level: document.jurisdiction.level,
      state: document.jurisdiction.state ?? null,
      municipality: document.jurisdiction.municipality ?? null,
    },
    over: null,
  };
}

interface Bilingual {
  readonly es: string;
  readonly en: string;
}

/** A text in both languages; the one there is stands in for one that is missing. */
function bothLanguages(text: Text): Bilingual {
  return { es: read(text, "es").value, en: read(text, "en").value };
}
