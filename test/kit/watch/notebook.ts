import { appendFileSync } from "node:fs";
import { OF_THE_SUITE } from "../canaries.js";

/** Where what the gateways of the tests gave out is looked through. */
export type Place = "line of a log" | "error body" | "address" | "table" | "value of Redis" | "trace" | "event";

/** What one test file looked through, and what it found. */
export interface Page {
  readonly told: number;
  readonly looked: Readonly<Partial<Record<Place, number>>>;
  readonly leaks: readonly string[];
}

/** Each canary as it is, and as bytes are written down. */
const FORMS = OF_THE_SUITE.flatMap((canary) => [
  canary,
  Buffer.from(canary).toString("hex"),
  encodeURIComponent(canary),
  // Without the ends, which depend on what stands beside it.
  ...[0, 1, 2].map((shift) =>
    Buffer.from(" ".repeat(shift) + canary)
      .toString("base64")
      .slice(4, -4),
  ),
]);
export const FORMS_OF_CANARIES: readonly string[] = [...new Set(FORMS)];

/** What is noted while tests run. */
export class Notebook {
  #told = 0;
  #looked = new Map<Place, number>();
  #leaks: string[] = [];

  /** `keep` is given what was noted since it was last asked for. */
  constructor(private readonly keep: (page: Page) => void) {}

  /** Somebody was given a text that has canaries in it, as they should be. */
  tell(text: string): void {
    if (OF_THE_SUITE.some((canary) => text.includes(canary))) this.#told += 1;
  }

  /** Looks through a text; one that has none of them is counted, and forgotten. */
  look(place: Place, text: string): void {
    this.#looked.set(place, (this.#looked.get(place) ?? 0) + 1);
    for (const form of FORMS_OF_CANARIES) {
      const at = text.indexOf(form);
      if (at >= 0) this.leak(place, text.slice(Math.max(0, at - 150), at + 50));
    }
  }

  leak(place: Place, text: string): void {
    this.#leaks.push(`${place}: ${text}`);
    this.flush();
  }

  flush(): void {
    this.keep({ told: this.#told, looked: Object.fromEntries(this.#looked), leaks: this.#leaks });
    [this.#told, this.#looked, this.#leaks] = [0, new Map(), []];
  }
}

/** The notebook of this test file. Its pages go to the end of the file that the run reads when all is over. */
export const notebook = new Notebook((page) => {
  const file = process.env.VENTANILLA_CANARY_PAGES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(page)}\n`);
});
if (typeof afterAll === "function") afterAll(() => notebook.flush());
