import { Refusal, textOf } from "../../graph/errors.js";
import type { Asked, Publication, Published } from "../../graph/publications/publication.js";
import type { Format, Layout } from "../formats/format.js";
import { FORMATS } from "../formats/index.js";
import { type EditionInForce, editionInForce, editionsInForce } from "../store/editions-in-force.js";
import { beginReading, type CatalogReaderParts, type Reading, tagOf, writeEdition } from "./catalog-reader.js";

/** Programs that are in memory at once while a file of all of them is written; nobody else is answered while these are. */
const AT_ONCE = 50;

type FileFormat = Format & { readonly layout: Layout };
const hasLayout = (format: Format): format is FileFormat => format.layout !== undefined;
const FILES: readonly FileFormat[] = Object.values<Format>(FORMATS).filter(hasLayout);
const ONE_PROGRAM = "/catalog/programs/:file";

/** The files: all programs in each form, and each program in each form. */
export function programFiles(parts: CatalogReaderParts): readonly Publication[] {
  const all = FILES.map((format) => ({
    path: format.addresses.all,
    read: async (asked: Asked) => {
      const reading = await beginReading(parts, asked);
      return published(format, reading, () => writeAll(parts, format, reading));
    },
  }));
  return [...all, { path: ONE_PROGRAM, read: (asked) => readOne(parts, asked) }];
}

async function readOne(parts: CatalogReaderParts, asked: Asked): Promise<Published> {
  const [, slug = "", ending = ""] = /^([a-z0-9-]{1,80})(\..+)$/.exec(asked.params.file ?? "") ?? [];
  const format = FILES.find(({ addresses }) => addresses.one.endsWith(`{slug}${ending}`));
  if (slug === "" || format === undefined) throw nothingHere();
  const reading = await beginReading(parts, asked);
  const edition = await editionInForce(parts.database, { slug }, reading.asOf);
  if (edition === undefined) throw nothingHere();
  return published(format, reading, async () => {
    const [version] = await parts.documents.load([edition.versionId]);
    if (version === undefined) throw nothingHere();
    return format.layout.alone(writeEdition(format, edition, version.document, reading));
  });
}

function published(format: FileFormat, reading: Reading, body: Published["body"]): Published {
  return { mediaType: format.mediaType, tag: tagOf(reading, format.addresses.one), body };
}

/** All programs as of one moment: which editions they are is read first, and an edition never changes. */
async function* writeAll(parts: CatalogReaderParts, { layout, ...format }: FileFormat, reading: Reading) {
  const editions = await editionsInForce(parts.database, reading.asOf);
  let before = layout.head;
  for (let from = 0; from < editions.length; from += AT_ONCE) {
    const some = editions.slice(from, from + AT_ONCE);
    const versions = await parts.documents.pass(some.map(({ versionId }) => versionId));
    const items = versions.map(({ document }, index) =>
      layout.item(writeEdition(format, some[index] as EditionInForce, document, reading)),
    );
    yield before + items.join(layout.between);
    before = layout.between;
  }
  const rest = (editions.length === 0 ? layout.head : "") + layout.foot;
  if (rest !== "") yield rest;
}

export function nothingHere(): Refusal {
  return new Refusal("NOT_FOUND", textOf("NOT_FOUND"));
}
