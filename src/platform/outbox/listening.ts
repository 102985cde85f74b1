import type { Database } from "../database.js";
import { errorName } from "../error-name.js";
import type { Log } from "../log.js";

/** Hears of new events at once, where that works: behind a pooler of connections it may not, and looking from time to time has to do. */
export class Listening {
  #ending: Promise<(() => Promise<void>) | undefined> | undefined;
  #told = false;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly heard: () => void,
  ) {}

  /** Listens if it does not already; to be called again from time to time, since connections break. */
  begin(): void {
    const lost = () => {
      this.#ending = undefined;
    };
    this.#ending ??= this.#listen(lost).catch((error: unknown) => {
      if (!this.#told) this.log.warn({ error: errorName(error) }, "outbox: cannot listen; looking from time to time");
      this.#told = true;
      lost();
      return undefined;
    });
  }

  async #listen(lost: () => void): Promise<() => Promise<void>> {
    const end = await this.database.listen("outbox", this.heard, lost);
    this.heard(); // of what was added before we heard anything
    return end;
  }

  async end(): Promise<void> {
    await (await this.#ending)?.();
  }
}
