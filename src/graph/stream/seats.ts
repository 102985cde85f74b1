import { Refusal, textOf, unavailable } from "../errors.js";

/** Seconds after which another attempt makes sense while all streams are taken. */
const RETRY_AFTER = 5;

/** How many streams may be open at once. */
export interface SeatLimits {
  readonly perSubject: number;
  readonly all: number;
}

/** Counts the open streams: of each subject, and of all. */
export interface Seats {
  /** Takes one and tells how to give it back; a Refusal when there is none. Giving back twice counts once. */
  take(subject: string): (() => void) | Refusal;
}

export function createSeats({ perSubject, all }: SeatLimits): Seats {
  const taken = new Map<string, number>();
  let total = 0;
  return {
    take(subject) {
      const own = taken.get(subject) ?? 0;
      if (own >= perSubject) return new Refusal("TOO_MANY_STREAMS", textOf("TOO_MANY_STREAMS"), { max: perSubject });
      if (total >= all) return unavailable(RETRY_AFTER);
      taken.set(subject, own + 1);
      total += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        total -= 1;
        const left = (taken.get(subject) ?? 0) - 1;
        if (left > 0) taken.set(subject, left);
        else taken.delete(subject);
      };
    },
  };
}
