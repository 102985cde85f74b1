import { LRUCache } from "lru-cache";
import type { Cache } from "../../platform/cache/cache.js";
import { badInput, Refusal, textOf } from "../errors.js";
import { idOf, sha256, type TrustedDocuments } from "./read-manifest.js";

/** Whose documents are executed: anybody's, anybody's with those that were registered before by their digest, or trusted ones only. */
export const ADMISSIONS = ["any", "automatic", "trusted"] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** The parts of a request that name a document, as they came. */
export interface Naming {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** A document in full, and whether it is one of the trusted. */
export interface FoundDocument {
  readonly text: string;
  readonly trusted: boolean;
}

/** Room for registered documents in the process, in characters, and the longest of them. */
const ROOM = 4 * 1024 * 1024;
const LONGEST = 64 * 1024;
const REGISTERED_SECONDS = 24 * 60 * 60;

export interface DocumentsOptions {
  readonly admission: Admission;
  readonly trusted: TrustedDocuments;
  /** Where registered documents are shared with other gateways. */
  readonly shared?: Cache | undefined;
}

/** Documents that requests name in place of sending them. */
export class Documents {
  readonly #options: DocumentsOptions;
  readonly #trustedTexts: ReadonlySet<string>;
  readonly #registered = new LRUCache<string, string>({ maxSize: ROOM });

  constructor(options: DocumentsOptions) {
    this.#options = options;
    this.#trustedTexts = new Set(options.trusted.values());
  }

  /** The document that a request names; undefined for one that sends its own. Refuses what is not known or not admitted. */
  async find({ query, documentId, extensions }: Naming): Promise<FoundDocument | undefined> {
    if (documentId !== undefined && documentId !== null) return this.#byId(documentId, query);
    const digest = digestIn(extensions);
    if (typeof query === "string") {
      if (digest !== undefined && digest !== sha256(query)) throw notItsDigest();
      this.admit(query);
      return digest === undefined ? undefined : { text: query, trusted: this.#trustedTexts.has(query) };
    }
    return digest === undefined ? undefined : this.#byDigest(digest);
  }

  /** Refuses a text where only trusted ones are admitted and it is none. */
  admit(text: string): void {
    if (this.#options.admission === "trusted" && !this.#trustedTexts.has(text)) {
      throw new Refusal("DOCUMENT_NOT_TRUSTED", textOf("DOCUMENT_NOT_TRUSTED"));
    }
  }

  /** Keeps a document that has been executed under its digest, where a request asked for that. */
  register({ query, extensions }: Naming): void {
    const digest = digestIn(extensions);
    if (this.#options.admission !== "automatic" || digest === undefined || typeof query !== "string") return;
    if (query.length > LONGEST || this.#registered.has(digest)) return;
    this.#registered.set(digest, query, { size: query.length + 1 });
    void this.#options.shared?.setMany(new Map([[sharedKey(digest), Buffer.from(query)]]), REGISTERED_SECONDS);
  }

  #byId(id: unknown, query: unknown): FoundDocument {
    if (query !== undefined && query !== null) {
      throw badInput("documentId", { es: "no va junto con query", en: "does not go together with query" });
    }
    const text = this.#options.trusted.get(String(id));
    if (text === undefined) throw notFound();
    return { text, trusted: true };
  }

  async #byDigest(digest: string): Promise<FoundDocument> {
    const { admission, trusted, shared } = this.#options;
    const known = trusted.get(`sha256:${digest}`);
    if (known !== undefined) return { text: known, trusted: true };
    if (admission !== "automatic") throw notSupported();
    const registered = this.#registered.get(digest);
    if (registered !== undefined) return { text: registered, trusted: false };
    const key = sharedKey(digest);
    const bytes = (await shared?.getMany([key]))?.get(key);
    const text = bytes?.toString();
    if (text === undefined || idOf(text) !== `sha256:${digest}`) throw notFound();
    this.#registered.set(digest, text, { size: text.length + 1 });
    return { text, trusted: false };
  }
}

const sharedKey = (digest: string) => `document:${digest}`;

function digestIn(extensions: unknown): string | undefined {
  const { persistedQuery } = Object(extensions) as { persistedQuery?: unknown };
  const { version, sha256Hash } = Object(persistedQuery) as { version?: unknown; sha256Hash?: unknown };
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  if (version === 1 && typeof sha256Hash === "string" && /^[0-9a-f]{64}$/.test(sha256Hash)) return sha256Hash;
  throw badInput("extensions.persistedQuery", {
    es: "lleva version: 1 y sha256Hash en hexadecimal",
    en: "holds version: 1 and sha256Hash in hexadecimal",
  });
}

function notItsDigest(): Refusal {
  return badInput("extensions.persistedQuery.sha256Hash", {
    es: "no es el resumen SHA-256 de query",
    en: "is not the SHA-256 digest of query",
  });
}

const notFound = () => new Refusal("PERSISTED_QUERY_NOT_FOUND", textOf("PERSISTED_QUERY_NOT_FOUND"));
const notSupported = () => new Refusal("PERSISTED_QUERY_NOT_SUPPORTED", textOf("PERSISTED_QUERY_NOT_SUPPORTED"));
