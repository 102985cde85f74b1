import type { Publication } from "../../graph/publications/publication.js";
import { element } from "../../graph/xml.js";
import { addressOf } from "../formats/format.js";
import { FORMATS } from "../formats/index.js";
import { type EditionInForce, editionsInForce } from "../store/editions-in-force.js";
import { beginReading, type CatalogReaderParts, type Reading, tagOf } from "./catalog-reader.js";

/** Programs of which the lines are written at once. */
const AT_ONCE = 500;

/** How a list of all programs is written: what stands before, between and behind its lines, and a line. */
interface List {
  readonly path: string;
  readonly mediaType: string;
  readonly between: string;
  readonly foot: string;
  head(reading: Reading, count: number): string;
  line(edition: EditionInForce, baseUrl: string): string;
}

/** Where every program is in every form, when it last changed, and the digest of its document: for whoever keeps a copy. */
const INDEX: List = {
  path: "/catalog/index.json",
  mediaType: "application/json; charset=utf-8",
  between: ",\n",
  foot: "\n]}\n",
  head({ asked: { baseUrl }, asOf, directory: { revision } }, count) {
    const formats = Object.entries(FORMATS).map(
      ([key, { mediaType, addresses }]) => [key, { mediaType, url: baseUrl + addresses.all }] as const,
    );
    return `${JSON.stringify({ revision, asOf, count, formats: Object.fromEntries(formats) }).slice(0, -1)},"programs":[\n`;
  },
  line(edition, baseUrl) {
    const { id, slug, number, recordedAt, digest } = edition;
    const urls = Object.entries(FORMATS).map(([key, format]) => [key, baseUrl + addressOf(format, edition)] as const);
    return JSON.stringify({ id, slug, number, lastChange: recordedAt, digest, urls: Object.fromEntries(urls) });
  },
};

/** The same for search engines (sitemaps.org, protocol 0.9): the pages with their markup. */
const SITE_MAP: List = {
  path: "/sitemap.xml",
  mediaType: "application/xml; charset=utf-8",
  between: "\n",
  foot: "\n</urlset>\n",
  head: () => '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n',
  line: (edition, baseUrl) => {
    const where = element("loc", baseUrl + addressOf(FORMATS.schemaOrg, edition));
    return `<url>${where}${element("lastmod", edition.recordedAt)}</url>`;
  },
};

export function siteMaps(parts: CatalogReaderParts): readonly Publication[] {
  return [INDEX, SITE_MAP].map((list) => ({
    path: list.path,
    read: async (asked) => {
      const reading = await beginReading(parts, asked);
      return { mediaType: list.mediaType, tag: tagOf(reading, list.path), body: () => writeList(parts, list, reading) };
    },
  }));
}

async function* writeList({ database }: CatalogReaderParts, list: List, reading: Reading) {
  const editions = await editionsInForce(database, reading.asOf);
  yield list.head(reading, editions.length);
  for (let from = 0; from < editions.length; from += AT_ONCE) {
    const lines = editions.slice(from, from + AT_ONCE).map((edition) => list.line(edition, reading.asked.baseUrl));
    yield (from === 0 ? "" : list.between) + lines.join(list.between);
  }
  yield list.foot;
}
