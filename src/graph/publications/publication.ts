import type { Refusal } from "../errors.js";
import type { Language } from "../language.js";

/** How a publication is asked for. */
export interface Asked {
  /** Named parts of the address. */
  readonly params: Readonly<Record<string, string>>;
  /** What stands behind the question mark: nothing of it was checked. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly language: Language;
  readonly now: Date;
  /** Where the gateway is reached, without a slash at the end. */
  readonly baseUrl: string;
}

/** What is at an address: the same for everybody. */
export interface Published {
  readonly mediaType: string;
  /** Changes with what is there; ASCII without quotation marks. */
  readonly tag: string;
  /** The language of its texts, where another reader would get another. */
  readonly language?: Language;
  /** What is there, whole or piece by piece; made only when somebody wants it. */
  body(): Promise<string> | AsyncIterable<string>;
}

/** Something to read at an address of its own beside the graph, open to anyone. */
export interface Publication {
  /** Path of the address, with `:name` for its named parts. */
  readonly path: string;
  /** Rejects with a Refusal where there is nothing, or the question cannot be understood. */
  read(asked: Asked): Promise<Published>;
  /** A refusal in the words of another protocol; in those of the graph without. */
  sayRefusal?(refusal: Refusal, status: number, language: Language): object;
}
