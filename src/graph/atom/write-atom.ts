import { element, escaped } from "../xml.js";

/** One entry of a feed. Texts are plain text, of any characters. */
export interface AtomEntry {
  /** An IRI that never changes, e.g. `urn:uuid:…`. */
  readonly id: string;
  readonly title: string;
  readonly content: string;
  /** An instant in UTC, ISO 8601. */
  readonly updated: string;
  /** A word for programs that read the feed. */
  readonly category: string;
}

export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly language: "es" | "en";
  /** Newest first. */
  readonly entries: readonly AtomEntry[];
}

/** When a feed last changed: as its newest entry did, and at the beginning of time where there is none. */
export function updatedOf({ entries }: AtomFeed): string {
  return entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), "1970-01-01T00:00:00Z");
}

/** A feed as an Atom document (RFC 4287); `self` is its own address, from the root of the server. */
export function writeAtom(feed: AtomFeed, self: string): string {
  const { id, title, author, language, entries } = feed;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    element("id", id),
    element("title", title),
    element("updated", updatedOf(feed)),
    `<author>${element("name", author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    ...entries.map(writeEntry),
    "</feed>\n",
  ].join("\n");
}

function writeEntry({ id, title, content, updated, category }: AtomEntry): string {
  const parts = [
    element("id", id),
    element("title", title),
    element("updated", updated),
    `<category term="${escaped(category)}"/>`,
    element("content", content),
  ];
  return `<entry>${parts.join("")}</entry>`;
}
