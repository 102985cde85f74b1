import { badInput, type Refusal } from "../../graph/errors.js";
import type { Language } from "../../graph/language.js";
import type { Asked, Publication, Published } from "../../graph/publications/publication.js";
import { FORMATS } from "../formats/index.js";
import { type EditionInForce, editionInForce, pageOfEditions } from "../store/editions-in-force.js";
import { beginReading, type CatalogReaderParts, type Reading, tagOf, writeEdition } from "./catalog-reader.js";
import { nothingHere } from "./program-files.js";

const FORMAT = FORMATS.commonGrants;

/** Query parameters (`PaginatedQueryParams`): whole numbers from 1 on, of which absent ones are these. */
const PARAMETERS = {
  page: { absent: 1, most: 1_000_000 },
  pageSize: { absent: 100, most: 200 },
} as const;

/**
 * The routes of the CommonGrants protocol that read opportunities (`lib/core/lib/core/routes/opportunities.tsp`): the list, newest change
 * first, and one by its id. A page behind the last one is empty. Refusals have the protocol's `Error {status, message, errors}`.
 */
export function commonGrantsRoutes(parts: CatalogReaderParts): readonly Publication[] {
  const sayRefusal = (refusal: Refusal, status: number, language: Language) => ({
    status,
    message: refusal.text[language],
    errors: [{ ...refusal.extensions, message: refusal.text[language] }],
  });
  return [
    { path: FORMAT.addresses.all, read: (asked) => readPage(parts, asked), sayRefusal },
    { path: FORMAT.addresses.one.replace("{oppId}", ":oppId"), read: (asked) => readOne(parts, asked), sayRefusal },
  ];
}

async function readPage(parts: CatalogReaderParts, asked: Asked): Promise<Published> {
  const [page, pageSize] = [wholeNumber(asked, "page"), wholeNumber(asked, "pageSize")];
  const reading = await beginReading(parts, asked);
  return answered(reading, [page, pageSize], async () => {
    const { editions, total } = await pageOfEditions(parts.database, { asOf: reading.asOf, page, size: pageSize });
    const paginationInfo = { page, pageSize, totalItems: total, totalPages: Math.ceil(total / pageSize) };
    return { items: await opportunities(parts, editions, reading), paginationInfo };
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function readOne(parts: CatalogReaderParts, asked: Asked): Promise<Published> {
  const { oppId: id = "" } = asked.params;
  if (!UUID.test(id)) throw badInput("oppId", { es: "se escribe como UUID", en: "is written as a UUID" });
  const reading = await beginReading(parts, asked);
  const edition = await editionInForce(parts.database, { id }, reading.asOf);
  if (edition === undefined) throw nothingHere();
  return answered(reading, [id], async () => ({ data: (await opportunities(parts, [edition], reading))[0] }));
}

function answered(reading: Reading, what: readonly unknown[], answer: () => Promise<object>): Published {
  const { language } = reading.asked;
  return {
    mediaType: FORMAT.mediaType,
    language,
    tag: tagOf(reading, FORMAT.addresses.one, language, ...what),
    body: async () => JSON.stringify({ status: 200, message: "Success", ...(await answer()) }),
  };
}

async function opportunities(parts: CatalogReaderParts, editions: readonly EditionInForce[], reading: Reading) {
  const versions = await parts.documents.load(editions.map(({ versionId }) => versionId));
  return versions.map(({ document }, index) =>
    writeEdition(FORMAT, editions[index] as EditionInForce, document, reading),
  );
}

function wholeNumber({ query }: Asked, name: keyof typeof PARAMETERS): number {
  const { absent, most } = PARAMETERS[name];
  const given = query[name];
  if (given === undefined) return absent;
  const number = typeof given === "string" && /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= most) return number;
  throw badInput(
    name,
    { es: `es un número entero de 1 a ${most}, una sola vez`, en: `is a whole number from 1 to ${most}, once` },
    { min: 1, max: most },
  );
}
