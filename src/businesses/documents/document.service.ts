import { v7 as newId, v4 as randomKey } from "uuid";
import { needKey, notFound } from "../../graph/commands.js";
import { concept } from "../../graph/concept.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { instant } from "../../graph/instant.js";
import { globalId } from "../../graph/node.js";
import { safeFileName } from "../../graph/transfer/file-name.js";
import { isMediaType, LARGEST_FILE, MEDIA_TYPES, type MediaType } from "../../graph/transfer/media-types.js";
import type { Tickets } from "../../graph/transfer/tickets.js";
import type { Blobs } from "../../platform/blobs/blobs.js";
import type { Database, Transaction } from "../../platform/database.js";
import type { BusinessNeeds, BusinessService } from "../business.service.js";
import { type DocumentRow, DocumentSchema } from "./document.entity.js";
import type { PrepareDocumentInput, RemoveDocumentInput } from "./document.types.js";
import { DOCUMENT_KINDS } from "./document-kinds.js";

export interface DocumentNeeds extends Pick<BusinessNeeds, "database" | "commands" | "cipher" | "guarded"> {
  readonly tickets: Pick<Tickets, "uploadUrlPath" | "downloadUrlPath">;
}

/** Documents of firms: announced, brought, looked at, taken away. */
export class DocumentService {
  constructor(
    private readonly needs: DocumentNeeds,
    private readonly businesses: BusinessService,
  ) {}

  prepare(context: GraphContext, input: PrepareDocumentInput) {
    return this.needs.commands.run(context, "prepareDocument", input, async (tx) => {
      const business = await this.businesses.need(tx, context, input.businessId, "apply");
      const { name, mediaType } = readFile(input);
      const id = newId();
      tx.em.create(DocumentSchema, {
        id,
        businessId: business.id,
        kind: input.kind,
        fileKey: randomKey(),
        name: this.needs.cipher.seal(placeOf(id), name),
        mediaType,
        size: input.size,
        sha256: input.sha256,
        validFrom: input.validFrom ?? null,
        validUntil: input.validUntil ?? null,
        createdBy: context.caller.subject,
        createdAt: context.now,
      });
      return { documentId: id };
    });
  }

  remove(context: GraphContext, input: RemoveDocumentInput) {
    return this.needs.commands.run(context, "removeDocument", input, async (tx) => {
      const document = await tx.em.findOne(DocumentSchema, {
        id: needKey("Document", input.documentId, "input.documentId"),
        removedAt: null,
      });
      const business = document && (await this.businesses.find(tx, context, document.businessId, "apply"));
      if (!document || !business) throw notFound("input.documentId");
      document.removedAt = context.now;
      return { documentId: document.id };
    });
  }

  /** Where to bring the bytes of a document. */
  async uploadPath(context: GraphContext, key: string): Promise<string> {
    const [row] = await this.#rows(context, [key]);
    if (row === undefined) throw notFound("input.documentId");
    return this.needs.tickets.uploadUrlPath(this.#file(row)).path;
  }

  /** Documents by key; null for those that are not there or not the caller's to see. */
  async byKeys(context: GraphContext, keys: readonly string[]) {
    const rows = new Map((await this.#rows(context, keys)).map((row) => [row.id, row]));
    return keys.map((key) => {
      const row = rows.get(key);
      return row === undefined ? null : this.present(row, context);
    });
  }

  async byId(context: GraphContext, id: string) {
    const [document] = await this.byKeys(context, [needKey("Document", id, "id")]);
    return document ?? null;
  }

  /** The documents of several firms, newest last. */
  async ofBusinesses(context: GraphContext, businessKeys: readonly string[]) {
    const rows = await this.#read(context, (tx) =>
      tx.em.find(DocumentSchema, { businessId: [...businessKeys], removedAt: null }, { orderBy: { id: "asc" } }),
    );
    const byBusiness = Map.groupBy(rows, ({ businessId }) => businessId);
    return businessKeys.map((key) => (byBusiness.get(key) ?? []).map((row) => this.present(row, context)));
  }

  /** What an application needs to know of documents. */
  async known(tx: Transaction, { now }: GraphContext, keys: readonly string[]) {
    const rows = await tx.em.find(DocumentSchema, { id: [...keys], removedAt: null });
    return rows.map((row) => ({
      key: row.id,
      businessKey: row.businessId,
      stored: Boolean(row.storedAt),
      expired: isExpired(row, todayIn(now)),
    }));
  }

  /** Takes out everything of a firm's documents but that they were there. */
  async forget(tx: Transaction, businessKey: string, { now }: GraphContext): Promise<void> {
    await tx.query("update document set name = null, removed_at = coalesce(removed_at, $2) where business_id = $1", [
      businessKey,
      now,
    ]);
  }

  /** A document as the graph shows it. */
  present(row: DocumentRow, { language, now }: GraphContext) {
    return {
      nodeType: "Document" as const,
      id: globalId("Document", row.id),
      key: row.id,
      kind: concept(DOCUMENT_KINDS, row.kind, language),
      fileName: this.#nameOf(row),
      mediaType: row.mediaType,
      size: row.size,
      sha256: row.sha256,
      validFrom: row.validFrom ?? null,
      validUntil: row.validUntil ?? null,
      expired: isExpired(row, todayIn(now)),
      createdAt: instant(row.createdAt),
      storedAt: row.storedAt ? instant(row.storedAt) : null,
      downloadPath: row.storedAt ? this.needs.tickets.downloadUrlPath(this.#file(row)).path : null,
    };
  }

  #file(row: DocumentRow) {
    const { id: fileId, fileKey: key, size, sha256 } = row;
    return { fileId, key, size, sha256, mediaType: row.mediaType as MediaType, name: this.#nameOf(row) };
  }

  #nameOf({ id, name }: DocumentRow): string {
    return name ? this.needs.cipher.open(placeOf(id), name) : "documento";
  }

  #rows(context: GraphContext, keys: readonly string[]) {
    return this.#read(context, (tx) => tx.em.find(DocumentSchema, { id: [...keys], removedAt: null }));
  }

  #read<T>({ caller }: GraphContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.needs.database.as(claimsOf(caller), work);
  }
}

/** Notes that the bytes of a document have arrived; the transfer checked them against what was announced. */
export async function documentReceived(database: Database, id: string, now: Date): Promise<void> {
  await database.query(
    "update document set stored_at = coalesce(stored_at, $2) where id = $1::uuid and removed_at is null",
    [id, now],
  );
}

/** Removes the bytes of documents that were removed; to be called every now and then. Returns how many. */
export async function sweepDocuments(database: Database, blobs: Blobs): Promise<number> {
  const rows = await database.query<{ id: string; file_key: string }>(
    "select id, file_key from document where removed_at is not null and stored_at is not null order by removed_at limit 100",
  );
  for (const { id, file_key } of rows) {
    await blobs.remove(file_key);
    await database.query("update document set stored_at = null where id = $1::uuid", [id]);
  }
  return rows.length;
}

function readFile({ fileName, mediaType, size, sha256, validFrom, validUntil }: PrepareDocumentInput): {
  readonly name: string;
  readonly mediaType: MediaType;
} {
  const name = safeFileName(fileName);
  if (name === undefined || name === "") {
    throw badInput("input.fileName", { es: "no sirve como nombre de archivo", en: "cannot be the name of a file" });
  }
  if (!isMediaType(mediaType)) {
    throw badInput(
      "input.mediaType",
      { es: "no es un tipo que se reciba", en: "is not a type that is taken" },
      Object.keys(MEDIA_TYPES),
    );
  }
  if (size < 1 || size > LARGEST_FILE) {
    throw badInput(
      "input.size",
      { es: `debe ser de 1 a ${LARGEST_FILE} bytes`, en: `must be from 1 to ${LARGEST_FILE} bytes` },
      { min: 1, max: LARGEST_FILE },
    );
  }
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw badInput("input.sha256", {
      es: "debe tener 64 cifras hexadecimales en minúsculas",
      en: "must have 64 lower-case hexadecimal digits",
    });
  }
  if (validFrom && validUntil && validUntil < validFrom) {
    throw badInput("input.validUntil", { es: "no puede ser antes de validFrom", en: "may not be before validFrom" });
  }
  return { name, mediaType };
}

function isExpired({ validUntil }: Pick<DocumentRow, "validUntil">, today: string): boolean {
  return Boolean(validUntil && validUntil < today);
}

function placeOf(id: string) {
  return { table: "document", row: id, column: "name" };
}
