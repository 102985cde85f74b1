/** A text in both languages of the catalog. */
export interface Bilingual {
  readonly es: string;
  readonly en: string;
}

/**
 * Who may be hurt if it leaks: nothing of anybody, a firm's business, a person's data, or data the law calls sensitive
 * (ethnic origin, disability, gender identity: always optional, evaluated and never kept).
 */
export type Privacy = "open" | "business" | "personal" | "sensitive";

interface Described {
  /** Short name, e.g. "Tamaño de la empresa". */
  readonly label: Bilingual;
  /** The question as one would ask a shop owner. */
  readonly question: Bilingual;
  /** What to know before answering; the source of a definition where there is one. */
  readonly help?: Bilingual;
  readonly privacy: Privacy;
  /** Facts this one is worked out from when they are known; the derivation itself is code. */
  readonly derivedFrom?: readonly string[];
  /** What holds when nobody was asked: only where the vocabulary of the sources says so. */
  readonly default?: boolean | number;
  /** The firm can change it by what it does or asks for, so that advice may speak of it. */
  readonly changeable?: true;
  /** Facts that are easier to answer and from which this one follows: asked in its place. */
  readonly askVia?: readonly string[];
}

/** Yes or no. */
export type BooleanFact = Described & { readonly type: "boolean" };

/** A number of a unit, within bounds that no honest answer leaves. */
export type NumberFact = Described & {
  readonly type: "number";
  /** What is counted, e.g. "people", "MXN", "USD", "percent", "months". */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** It grows by itself, one for each year or month that passes. */
  readonly grows?: "years" | "months";
};

/** One code: of a closed list (`values`), or of an official table (`table`). */
export type CodeFact = Described & {
  readonly type: "code";
} & (
    | { readonly values: Readonly<Record<string, Bilingual>> }
    | { readonly table: "state" | "municipality" | "industry" }
  );

/** Any number of codes of a closed list. */
export type CodesFact = Described & {
  readonly type: "codes";
  readonly values: Readonly<Record<string, Bilingual>>;
};

export type Fact = BooleanFact | NumberFact | CodeFact | CodesFact;
export type FactTable = Readonly<Record<string, Fact>>;
