/** How much is done at once, and who is let in to wait for it. */
export interface TurnLimits {
  /** Most things that are at work at once. */
  readonly atOnce: number;
  /** Milliseconds that nobody is to wait longer than; whoever would is not let in. */
  readonly longestWait: number;
}

/** Why somebody gets no turn: nobody may wait any more, or they themselves have enough waiting. */
export type NoTurn = "full" | "enough";

/** Gives the turn back; once. */
export type Release = () => void;

/** Fewest that may wait, however slowly turns come; most, however fast. */
const FEWEST = 8;
const MOST = 10_000;
/** Largest part of the waiting room that one may take once somebody has waited for long, and how many they may have waiting in any case. */
const SHARE = 0.25;
const OWN = 2;
/** Things that each of many has waiting on average, at most. */
const DEPTH = 2;
/** Part of the longest wait that rounds may take by how many wait now: more may come. */
const CROWDED = 0.5;
/** Part of the longest wait that somebody must have waited for before others are kept out. */
const LATE = 0.5;
/** Times the longest wait after which somebody who was let in is sent away after all, if work has stopped. */
const PATIENCE = 1.5;
/** Milliseconds from turn to turn before any has been measured, and the weight of what was measured last. */
const FIRST_INTERVAL = 1;
const WEIGHT = 0.05;
/** Times the usual interval that one counts for at most: a pause to collect garbage says nothing of what work takes. */
const LONGEST_COUNTED = 8;

/** Begins what waits. */
type Start = () => void;

/**
 * Turns for work that would otherwise be begun all at once. While somebody waits, one thing is begun in each turn of the event loop, so
 * that whatever else arrives is looked at between, and each of those who wait has their turn before anybody has another. How many may
 * wait follows from how fast turns have been coming.
 */
export class Turns {
  /** In the order of who is next; each with what they have waiting. */
  readonly #lanes = new Map<unknown, Start[]>();
  /** Since when each of them waits, the first one first. */
  readonly #since = new Map<Start, number>();
  #waiting = 0;
  #atWork = 0;
  #begun = false;
  #pumping = false;
  #interval = FIRST_INTERVAL;
  #last = 0;

  constructor(private readonly limits: TurnLimits) {}

  get waiting(): number {
    return this.#waiting;
  }

  get atWork(): number {
    return this.#atWork;
  }

  /**
   * Whether whoever comes now would have to wait too long, whoever it is: many wait, and not for one of them who has much waiting. Others
   * have their turns before that one.
   */
  isFull(now = performance.now()): boolean {
    if (this.#waiting === 0) return false;
    if (this.#waiting >= MOST) return true;
    if (this.#isStalled(now)) return true;
    return this.#waiting >= this.#most() && this.#lanes.size * DEPTH >= this.#waiting && this.#isLate(now);
  }

  /** Waits for a turn of somebody; of somebody who is told from nobody else without a name. */
  take(who?: string): Release | NoTurn | Promise<Release | NoTurn> {
    if (this.#waiting === 0 && this.#atWork < this.limits.atOnce && !this.#begun) return this.#begin();
    const now = performance.now();
    if (this.isFull(now)) return "full";
    const key = who ?? Symbol();
    const lane = this.#lanes.get(key) ?? [];
    if (this.#isLate(now)) {
      const most = this.#most();
      if (lane.length >= Math.max(OWN, most * SHARE)) return "enough";
      // What waits behind something of one's own waits a round of all the others longer.
      if ((lane.length + 1) * this.#lanes.size > (lane.length > 0 ? most * CROWDED : most)) return "full";
    }
    return new Promise((resolve) => {
      const look = () => {
        if (!this.#isStalled(performance.now())) {
          timer = setTimeout(look, this.limits.longestWait);
          return;
        }
        this.#since.delete(start);
        lane.splice(lane.indexOf(start), 1);
        if (lane.length === 0) this.#lanes.delete(key);
        this.#waiting -= 1;
        resolve("full");
      };
      let timer = setTimeout(look, this.limits.longestWait * PATIENCE);
      const start = () => {
        clearTimeout(timer);
        this.#since.delete(start);
        resolve(this.#begin());
      };
      if (this.#waiting === 0) this.#last = now;
      this.#since.set(start, now);
      lane.push(start);
      this.#lanes.set(key, lane);
      this.#waiting += 1;
      this.#pump();
    });
  }

  /** Whether somebody has waited for long: a burst that comes all at once is let in, what keeps coming is not. */
  #isLate(now: number): boolean {
    const [first] = this.#since.values();
    return first !== undefined && now - first > this.limits.longestWait * LATE;
  }

  /** Whether nothing has been begun for longer than anybody is to wait. */
  #isStalled(now: number): boolean {
    return now - this.#last > this.limits.longestWait;
  }

  /** What is at work comes before whoever waits. */
  #most(): number {
    return Math.min(MOST, Math.max(FEWEST, this.limits.longestWait / this.#interval - this.#atWork));
  }

  #begin(): Release {
    this.#atWork += 1;
    if (!this.#begun) {
      this.#begun = true;
      setImmediate(() => {
        this.#begun = false;
      });
    }
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#atWork -= 1;
      this.#pump();
    };
  }

  #pump(): void {
    if (this.#pumping || this.#waiting === 0 || this.#atWork >= this.limits.atOnce) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      const next = this.#next();
      if (next === undefined) return;
      const now = performance.now();
      const interval = Math.min(now - this.#last, this.#interval * LONGEST_COUNTED);
      this.#interval += WEIGHT * (interval - this.#interval);
      this.#last = now;
      this.#waiting -= 1;
      next();
      this.#pump();
    });
  }

  /** The next in turn; their lane goes behind all others. */
  #next(): Start | undefined {
    const [first] = this.#lanes;
    if (first === undefined || this.#atWork >= this.limits.atOnce) return undefined;
    const [key, lane] = first;
    const start = lane.shift();
    this.#lanes.delete(key);
    if (lane.length > 0) this.#lanes.set(key, lane);
    return start;
  }
}
