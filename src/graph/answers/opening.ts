import type { Answer } from "./answer.js";

/** For whom else an answer holds until the edition changes: nobody, everybody who asks this process, or any gateway. */
export type Reach = "nobody" | "everybody here" | "everybody";

/** An answer that is being made. Whoever makes it must settle it, whatever happens; who asks the same meanwhile waits. */
export class Opening {
  #settled = false;
  readonly #waiting: ((answer: Answer | undefined) => void)[] = [];

  constructor(private readonly close: (text: string | undefined, reach: Reach) => Answer | undefined) {}

  /** Gives the answer to all who wait, and keeps it as far as it reaches; undefined when it is for nobody else. */
  settle(text: string | undefined, reach: Reach): Answer | undefined {
    return this.end(() => this.close(text, reach));
  }

  /** Ends with an answer that somebody else has made. */
  end(find: () => Answer | undefined): Answer | undefined {
    if (this.#settled) return undefined;
    this.#settled = true;
    const answer = find();
    for (const tell of this.#waiting) tell(answer);
    return answer;
  }

  wait(tell: (answer: Answer | undefined) => void): void {
    this.#waiting.push(tell);
  }
}
