import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Cache } from "../../platform/cache/cache.js";
import { Answer, CODINGS } from "./answer.js";
import { Opening, type Reach } from "./opening.js";

/** Room in the process, in bytes, and the longest answer that is kept. */
const ROOM = 64 * 1024 * 1024;
const LONGEST = 2 * 1024 * 1024;
/** How much room an answer takes, packed in all ways, as a share of its length. */
const WITH_PACKED = 1.6;
/** What a question takes beside its own characters and those of its answer, in bytes: many are short. */
const BESIDE = 1_000;
const SHARED_SECONDS = 60 * 60;

/** Who knows how long an answer holds. */
export interface Edition {
  /** Changes with whatever may change an answer; undefined while that is not known without asking. */
  known(): string | undefined;
  /** Rejects when it cannot be told. */
  current(): Promise<string>;
}

export interface AnswersOptions {
  readonly edition: Edition;
  /** What several gateways share; none without. */
  readonly shared: Cache | undefined;
  /** Stands for the code that answers: gateways of another make share nothing with this one. */
  readonly make: string;
  readonly room?: number;
}

/** What is to be done with a question whose answer was not at hand: exactly one of these is called. */
export interface Seeking {
  /** Somebody has made it. */
  found(answer: Answer): void;
  /** It is to be made now, for all who wait. */
  make(opening: Opening): void;
  /** It is to be made for this one request. */
  alone(): void;
}

/** Stands for a question whose answers are never kept. */
export const NEVER = "never";

/** Answers of one edition, and those that are being made. */
interface Shelf {
  readonly edition: string;
  readonly kept: LRUCache<string, Answer | typeof NEVER>;
  readonly openings: Map<string, Opening>;
}

/**
 * Answers to anybody's questions, as they are sent, kept for one edition: in this process first, then in what gateways share. The edition
 * is known before a question is answered, so that an answer may be newer than what it is kept under, and never older.
 */
export class Answers {
  #shelf: Shelf;

  constructor(private readonly options: AnswersOptions) {
    this.#shelf = this.#emptyShelf("");
  }

  /** The answer to a question, if it is at hand; NEVER when there is none to be kept; undefined when neither is known. */
  find(question: string): Answer | typeof NEVER | undefined {
    const edition = this.options.edition.known();
    return edition === undefined ? undefined : this.#shelfOf(edition).kept.get(question);
  }

  /** Looks further for an answer that was not at hand. */
  async seek(question: string, then: Seeking): Promise<void> {
    const read = await this.options.edition.current().catch(() => undefined);
    if (read === undefined) return then.alone();
    // While it was read, there may have been a newer one.
    const shelf = this.#shelfOf(this.options.edition.known() ?? read);
    const known = shelf.kept.get(question);
    if (known !== undefined) return known === NEVER ? then.alone() : then.found(known);
    const underWay = shelf.openings.get(question);
    if (underWay !== undefined) return underWay.wait((answer) => (answer ? then.found(answer) : then.alone()));
    const opening = this.#open(shelf, question);
    const shared = await this.#fetch(shelf, question);
    if (shared === undefined) return then.make(opening);
    opening.end(() => this.#keep(shelf, question, shared));
    then.found(shared);
  }

  #open(shelf: Shelf, question: string): Opening {
    const opening = new Opening((text, reach) => {
      shelf.openings.delete(question);
      return text === undefined ? undefined : this.#take(shelf, question, text, reach);
    });
    shelf.openings.set(question, opening);
    return opening;
  }

  #take(shelf: Shelf, question: string, text: string, reach: Reach): Answer | undefined {
    if (reach === "nobody") {
      shelf.kept.set(question, NEVER, { size: question.length + BESIDE });
      return undefined;
    }
    const { shared } = this.options;
    const plain = Buffer.from(text);
    if (shared === undefined || reach !== "everybody" || plain.length > LONGEST) {
      return this.#keep(shelf, question, new Answer(plain));
    }
    const key = this.#sharedKey(shelf, question);
    const share = (as: string, bytes: Buffer) => void shared.setMany(new Map([[as, bytes]]), SHARED_SECONDS);
    share(key, plain);
    return this.#keep(
      shelf,
      question,
      new Answer(plain, { told: (coding, bytes) => share(`${key}:${coding}`, bytes) }),
    );
  }

  async #fetch(shelf: Shelf, question: string): Promise<Answer | undefined> {
    const { shared } = this.options;
    if (shared === undefined) return undefined;
    const key = this.#sharedKey(shelf, question);
    const found = await shared.getMany([key, ...CODINGS.map((coding) => `${key}:${coding}`)]);
    const plain = found.get(key);
    if (plain === undefined) return undefined;
    const packed = CODINGS.flatMap((coding) => {
      const bytes = found.get(`${key}:${coding}`);
      return bytes === undefined ? [] : [[coding, bytes] as const];
    });
    return new Answer(plain, { packed: new Map(packed) });
  }

  #keep(shelf: Shelf, question: string, answer: Answer): Answer {
    shelf.openings.delete(question);
    if (answer.plain.length <= LONGEST) {
      const size = BESIDE + question.length + Math.ceil(answer.plain.length * WITH_PACKED);
      shelf.kept.set(question, answer, { size });
    }
    return answer;
  }

  /** Names in what is shared tell nothing of what was asked. */
  #sharedKey({ edition }: Shelf, question: string): string {
    const digest = createHash("sha256").update(`${this.options.make}\0${edition}\0${question}`).digest("base64url");
    return `answer:${digest}`;
  }

  #shelfOf(edition: string): Shelf {
    if (edition !== this.#shelf.edition) this.#shelf = this.#emptyShelf(edition);
    return this.#shelf;
  }

  #emptyShelf(edition: string): Shelf {
    return { edition, kept: new LRUCache({ maxSize: this.options.room ?? ROOM }), openings: new Map() };
  }
}
