/** How a source's feed is written and fetched. */
export const WIRES = {
  folder: { es: "Carpeta de perfiles en YAML", en: "Folder of profiles in YAML" },
  json: { es: "JSON por HTTP, por páginas", en: "JSON over HTTP, in pages" },
  csv: { es: "CSV por HTTP", en: "CSV over HTTP" },
  graphql: { es: "GraphQL", en: "GraphQL" },
  commongrants: { es: "Oportunidades de CommonGrants", en: "CommonGrants opportunities" },
} as const;
export type Wire = keyof typeof WIRES;

/** What becomes of what a source brings. */
export const TRUSTS = {
  auto_publish: { es: "Se publica sin que nadie lo vea antes", en: "Published without anybody looking first" },
  review: { es: "Lo aprueba una persona de la dependencia", en: "Approved by a person of the agency" },
} as const;
export type Trust = keyof typeof TRUSTS;

/** A feed that somebody else publishes: whose it is, where, in which form, and how far it is trusted. */
export interface Source {
  /** Key of the source: lower-case letters, digits and hyphens. */
  readonly key: string;
  readonly name: { readonly es: string; readonly en: string };
  /** The agency (slug) that the programs belong to and whose inbox gets what is wrong. */
  readonly owner: string;
  /** The catalog (slug) that the programs go to. */
  readonly catalog: string;
  readonly wire: Wire;
  /** A folder, or an http(s) address. */
  readonly address: string;
  readonly trust: Trust;
  readonly everyMinutes: number;
  /** Largest share of its programs, 0 to 1, that a feed may lose from one harvest to the next. */
  readonly mostLost: number;
  /** Days after which a program that the feed no longer has is retired. */
  readonly retireAfterDays: number;
}

/** One program of a feed, as the feed has it. */
export interface FeedItem {
  /** What the feed calls it; the same from harvest to harvest. */
  readonly id: string;
  readonly raw: unknown;
}

/** By what a feed can be asked whether it has changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A feed that is as it was, or its items, page by page. The validators are known once all pages were read. */
export type Feed =
  | { readonly unchanged: true }
  | {
      readonly unchanged: false;
      readonly pages: AsyncIterable<readonly FeedItem[]>;
      validators(): Validators | null;
    };

/** Why a feed could not be read. */
export const FAILURES = {
  unreachable: { es: "No se pudo conectar", en: "It could not be reached" },
  timeout: { es: "Tardó demasiado", en: "It took too long" },
  refused: { es: "Respondió con un error", en: "It answered with an error" },
  too_large: { es: "Es más grande de lo que se admite", en: "It is larger than is allowed" },
  malformed: { es: "No tiene la forma que debe", en: "It does not have the form it should" },
  repeated_id: { es: "Dos programas llevan la misma clave", en: "Two programs have the same key" },
  resting: {
    es: "Falló varias veces seguidas; se le deja descansar",
    en: "It failed several times in a row and is left alone",
  },
  forbidden_address: { es: "La dirección no se puede llamar", en: "The address may not be called" },
} as const;
export type FailureKind = keyof typeof FAILURES;

/** A feed could not be read. What it sent is never in the message. */
export class SourceFailed extends Error {
  constructor(
    readonly kind: FailureKind,
    /** For people who look after the source: where in the feed, which status, which limit; no content. */
    readonly detail: string = "",
  ) {
    super(detail === "" ? kind : `${kind}: ${detail}`);
    this.name = "SourceFailed";
  }
}

/** One way feeds are written: how to fetch one, and what an item of it says of a program. */
export interface Adapter {
  /** Rejects with `SourceFailed`, as do the pages while they are read. */
  fetch(source: Source, last: Validators | null, signal: AbortSignal): Promise<Feed>;
  /**
   * What an item says of a program, in the shape of a program document as far as the form can carry it; what it cannot carry is left
   * out, and nothing is checked. `undefined` for what is no item at all.
   */
  toProgram(raw: unknown): Readonly<Record<string, unknown>> | undefined;
}
