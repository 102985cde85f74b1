/** How much is done at once, and who is let in to wait for it. */
export interface TurnLimits {
  /** Most things that are at work at once. */
  readonly atOnce: number;
  /** Milliseconds that nobody is to wait longer than; whoever would is not let in. */
  readonly longestWait: number;
  /** How many connections have been taken so far; nobody counts them without. */
  readonly taken?: (() => number) | undefined;
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
/** Largest part of what is at work at once that may be one's own, where there is room for several. */
const AT_WORK = 0.5;
/** Things that each of many has waiting on average, at most. */
const DEPTH = 2;
/** Part of the longest wait that rounds may take by how many wait now: more may come. */
const CROWDED = 0.5;
/** Part of the longest wait that somebody must have waited for before others are kept out. */
const LATE = 0.5;
/** Times the longest wait for which it counts that somebody was sent away. */
const RECENT = 4;
/** Part of the longest wait that others are let in for then: turns do not come evenly. */
const AIM = 0.6;
/** Times the longest wait after which somebody who was let in is sent away after all, if work has stopped or ever more come. */
const PATIENCE = 1.5;
/** Times those who waited before somebody that were sent away after them, where it was no burst but ever more came. */
const EVER_MORE = 4;
/** Milliseconds from turn to turn before any has been measured, and the weight of what was measured last. */
const FIRST_INTERVAL = 1;
const WEIGHT = 0.05;
/** Times the usual interval that one counts for at most: a pause to collect garbage says nothing of what work takes. */
const LONGEST_COUNTED = 8;

/** Turns of the event loop for which it is seen whether more connections come, before the next thing is begun. */
const MOST_LOOKS = 64;

/** What somebody has at work, and when the last of it was begun. */
interface AtWork {
  count: number;
  last: number;
}

/** Somebody who waits. */
interface Waiter {
  readonly since: number;
  /** How many had been sent away, and how many were waiting, when they came. */
  readonly before: { readonly sentAway: number; readonly waiting: number };
  readonly begin: () => void;
  readonly leave: () => void;
}

/**
 * Turns for work that would otherwise be begun all at once. While somebody waits, one thing is begun in each turn of the event loop, so
 * that whatever else arrives is looked at between, and each of those who wait has their turn before anybody has another. How many may
 * wait follows from how fast turns have been coming.
 */
export class Turns {
  /** In the order of who is next; each with what they have waiting. */
  readonly #lanes = new Map<unknown, Waiter[]>();
  /** All of them, who came first first. */
  readonly #all = new Set<Waiter>();
  readonly #own = new Map<unknown, AtWork>();
  #sentAway = 0;
  #sentAwayAt = Number.NEGATIVE_INFINITY;
  #atWork = 0;
  #begun = false;
  #pumping = false;
  #interval = FIRST_INTERVAL;
  #last = 0;

  constructor(private readonly limits: TurnLimits) {}

  get waiting(): number {
    return this.#all.size;
  }

  get atWork(): number {
    return this.#atWork;
  }

  /**
   * Turns away who comes now, whoever it is, where they would have to wait too long: many wait, and not for one of them who has much
   * waiting. Others have their turns before that one. Says whether it did, and counts it.
   */
  turnsAway(now = performance.now()): boolean {
    const full = this.#isFull(now);
    if (full) this.#sendAway(now);
    return full;
  }

  /** Waits for a turn of somebody; of somebody who is told from nobody else without a name. */
  take(who?: string): Release | NoTurn | Promise<Release | NoTurn> {
    const now = performance.now();
    const key = who ?? Symbol();
    const isFree = this.waiting === 0 && this.#atWork < this.limits.atOnce && !this.#begun;
    if (isFree && !this.#hasItsPart(key)) return this.#begin(key, now);
    if (this.turnsAway(now)) return "full";
    const lane = this.#lanes.get(key) ?? [];
    const why = this.#isLate(now) ? this.#whyNot(lane) : undefined;
    if (why !== undefined) {
      this.#sendAway(now);
      return why;
    }
    return new Promise((resolve) => {
      const look = () => {
        const now = performance.now();
        if (this.#isStalled(now) || this.#waitsForItself(key, now)) this.#leave(key, lane, waiter);
        else timer = setTimeout(look, this.limits.longestWait);
      };
      let timer = setTimeout(look, this.limits.longestWait * PATIENCE);
      const end = (answer: () => Release | NoTurn) => {
        clearTimeout(timer);
        this.#all.delete(waiter);
        resolve(answer());
      };
      const waiter: Waiter = {
        since: now,
        before: { sentAway: this.#sentAway, waiting: this.waiting },
        begin: () => end(() => this.#begin(key, performance.now())),
        leave: () => end(() => "full"),
      };
      if (this.waiting === 0) this.#last = now;
      this.#all.add(waiter);
      lane.push(waiter);
      this.#lanes.set(key, lane);
      this.#pump();
    });
  }

  #isFull(now: number): boolean {
    const { waiting } = this;
    if (waiting === 0) return false;
    if (waiting >= MOST || this.#isStalled(now)) return true;
    return waiting >= this.#most() && this.#lanes.size * DEPTH >= waiting && this.#isLate(now);
  }

  /** Why somebody with these waiting is not let in besides, while others wait for long. */
  #whyNot(lane: readonly Waiter[]): NoTurn | undefined {
    const most = this.#most();
    if (lane.length >= Math.max(OWN, most * SHARE)) return "enough";
    // What waits behind something of one's own waits a round of all the others longer.
    return (lane.length + 1) * this.#lanes.size > (lane.length > 0 ? most * CROWDED : most) ? "full" : undefined;
  }

  #sendAway(now: number): void {
    this.#sentAway += 1;
    this.#sentAwayAt = now;
  }

  #leave(key: unknown, lane: Waiter[], waiter: Waiter): void {
    lane.splice(lane.indexOf(waiter), 1);
    if (lane.length === 0) this.#lanes.delete(key);
    waiter.leave();
  }

  /** Whether somebody has waited for long, or others were just sent away: a burst that comes all at once is let in, what keeps coming is not. */
  #isLate(now: number): boolean {
    if (now - this.#sentAwayAt < this.limits.longestWait * RECENT) return true;
    const [first] = this.#all;
    return first !== undefined && now - first.since > this.limits.longestWait * LATE;
  }

  /** Whether nothing could be begun for longer than anybody is to wait. */
  #isStalled(now: number): boolean {
    return this.#atWork >= this.limits.atOnce && now - this.#last > this.limits.longestWait;
  }

  /** Whether somebody has as much at work as is theirs: who asks for much at once is not to keep all others from what they share. */
  #hasItsPart(key: unknown): boolean {
    const own = this.#own.get(key);
    return own !== undefined && own.count >= Math.max(OWN, this.limits.atOnce * AT_WORK);
  }

  /** Whether nothing of somebody could be begun for that long, since what they have at work does not end. */
  #waitsForItself(key: unknown, now: number): boolean {
    const own = this.#own.get(key);
    return own !== undefined && this.#hasItsPart(key) && now - own.last > this.limits.longestWait;
  }

  /** What is at work comes before whoever waits. */
  #most(): number {
    return Math.min(MOST, Math.max(FEWEST, (AIM * this.limits.longestWait) / this.#interval - this.#atWork));
  }

  #begin(key: unknown, now: number): Release {
    this.#atWork += 1;
    const own = this.#own.get(key) ?? { count: 0, last: now };
    this.#own.set(key, own);
    own.count += 1;
    own.last = now;
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
      own.count -= 1;
      if (own.count === 0) this.#own.delete(key);
      this.#pump();
    };
  }

  #pump(): void {
    if (this.#pumping || this.waiting === 0 || this.#atWork >= this.limits.atOnce) return;
    this.#pumping = true;
    this.#whenNobodyComes(() => {
      this.#pumping = false;
      const now = performance.now();
      const next = this.#next(now);
      if (next === undefined) return;
      const interval = Math.min(now - this.#last, this.#interval * LONGEST_COUNTED);
      this.#interval += WEIGHT * (interval - this.#interval);
      this.#last = now;
      next.begin();
      this.#pump();
    });
  }

  /** In the next turn of the event loop, or once nobody new came in one: it takes a single connection in each. */
  #whenNobodyComes(begin: () => void, looks = MOST_LOOKS): void {
    const before = this.limits.taken?.();
    setImmediate(() => {
      if (this.limits.taken?.() === before || looks === 0) begin();
      else this.#whenNobodyComes(begin, looks - 1);
    });
  }

  /** The next in turn whom it is still worth beginning with; their lane goes behind all others. */
  #next(now: number): Waiter | undefined {
    if (this.#atWork >= this.limits.atOnce) return undefined;
    for (const [key, lane] of this.#lanes) {
      if (this.#hasItsPart(key)) continue;
      this.#lanes.delete(key);
      const waiter = lane.shift();
      if (lane.length > 0) this.#lanes.set(key, lane);
      if (waiter !== undefined && !this.#isOutlived(waiter, now)) return waiter;
      waiter?.leave();
    }
    return undefined;
  }

  /** Whether somebody has waited too long where ever more come: they would hold up those who came when it was known how long it takes. */
  #isOutlived({ since, before }: Waiter, now: number): boolean {
    if (now - since <= this.limits.longestWait * PATIENCE) return false;
    return this.#sentAway - before.sentAway > EVER_MORE * before.waiting;
  }
}
