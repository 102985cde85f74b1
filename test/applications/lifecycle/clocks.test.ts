import fc from "fast-check";
import { createCalendar } from "../../../src/applications/calendar/calendar.js";
import { addNaturalDays } from "../../../src/applications/calendar/day.js";
import type { StateChange } from "../../../src/applications/lifecycle/clock-runs.js";
import {
  CLOCKS,
  type Clock,
  type ClockReading,
  draftLapses,
  lapses,
  readClocks,
  type Term,
} from "../../../src/applications/lifecycle/clocks.js";
import { STATE_CODES, STATES, type State } from "../../../src/applications/lifecycle/states.js";
import { runs } from "../../kit/runs.js";

const calendar = createCalendar({ alsoClosed: [] });

/** The changes of a firm, e.g. "draft 2026-11-02, submitted 2026-11-10". */
const story = (text: string): StateChange[] =>
  text.split(", ").map((part) => {
    const [to, on] = part.split(" ");
    return { to: to as State, on: on as string };
  });

function clockOf(clock: Clock, text: string, today: string, terms: Partial<Record<Clock, Term>> = {}) {
  return readClocks({ changes: story(text), terms, calendar, today }).find((reading) => reading.clock === clock);
}

/** A case of a firm that files on 10 November 2026, a Tuesday; the 16th is a holiday. */
const FILED = "draft 2026-11-02, submitted 2026-11-10";

describe("the agency's clock to decide", () => {
  it("starts when the firm files, and gives ten working days where no term is set", () => {
    expect(clockOf("resolution", FILED, "2026-11-10")).toEqual({
      clock: "resolution",
      term: { days: 10, count: "working" },
      startedOn: "2026-11-10",
      dueOn: "2026-11-25",
      pausedSince: null,
      remaining: 10,
      overdue: false,
      stoppedOn: null,
    });
    expect(readClocks({ changes: story("draft 2026-11-02"), terms: {}, calendar, today: "2026-11-10" })).toEqual([]);
  });

  it("has nothing left on the last day, and is overdue the day after, Saturday or not", () => {
    expect(clockOf("resolution", FILED, "2026-11-25")).toMatchObject({ remaining: 0, overdue: false });
    expect(clockOf("resolution", FILED, "2026-11-26")).toMatchObject({ remaining: 0, overdue: true });
    const three = { resolution: { days: 3, count: "working" } } as const;
    expect(clockOf("resolution", FILED, "2026-11-13", three)).toMatchObject({ dueOn: "2026-11-13", overdue: false });
    expect(clockOf("resolution", FILED, "2026-11-14", three)).toMatchObject({ remaining: 0, overdue: true });
  });

  it("stands still while the firm is asked for something, and says no last day meanwhile", () => {
    const asked = `${FILED}, information_requested 2026-11-12`;
    // The 11th and the 12th are used up: the day on which the agency asks is still its own.
    for (const today of ["2026-11-12", "2026-11-20", "2027-03-01"])
      expect(clockOf("resolution", asked, today)).toMatchObject({
        dueOn: null,
        pausedSince: "2026-11-12",
        remaining: 8,
        overdue: false,
      });
    expect(clockOf("resolution", `${asked}, submitted 2026-11-20`, "2026-11-20")).toMatchObject({
      startedOn: "2026-11-10",
      dueOn: "2026-12-02",
      pausedSince: null,
      remaining: 8,
    });
  });

  it("goes on over admission and review, and stops with the decision, in time or late", () => {
    const reviewed = `${FILED}, admitted 2026-11-11, under_review 2026-11-12, recommended 2026-11-20`;
    expect(clockOf("resolution", reviewed, "2026-11-20")).toMatchObject({ dueOn: "2026-11-25", remaining: 3 });
    expect(clockOf("resolution", `${reviewed}, approved 2026-11-24`, "2027-01-15")).toMatchObject({
      stoppedOn: "2026-11-24",
      remaining: 1,
      overdue: false,
    });
    expect(clockOf("resolution", `${reviewed}, waitlisted 2026-11-26`, "2027-01-15")).toMatchObject({
      stoppedOn: "2026-11-26",
      remaining: 0,
      overdue: true,
    });
  });

  it("stays overdue when the agency asks for something after its own last day", () => {
    const late = `${FILED}, information_requested 2026-11-27`;
    expect(clockOf("resolution", late, "2026-12-10")).toMatchObject({
      dueOn: "2026-11-25",
      overdue: true,
      remaining: 0,
    });
  });

  it("stops without a last day when the firm withdraws instead of answering", () => {
    const gone = `${FILED}, information_requested 2026-11-12, withdrawn 2026-11-18`;
    expect(clockOf("resolution", gone, "2026-12-30")).toMatchObject({
      dueOn: null,
      pausedSince: null,
      stoppedOn: "2026-11-18",
      remaining: 8,
      overdue: false,
    });
  });

  it("does not know today what happens tomorrow", () => {
    const decided = `${FILED}, ineligible 2026-11-12`;
    expect(clockOf("resolution", decided, "2026-11-11")).toMatchObject({ stoppedOn: null, remaining: 9 });
  });
});

describe("the firm's clocks", () => {
  it("give it the program's term to answer, and start anew each time it is asked", () => {
    const terms = { answer: { days: 5, count: "working" } } as const;
    const asked = `${FILED}, information_requested 2026-11-12`;
    expect(clockOf("answer", asked, "2026-11-12", terms)).toMatchObject({ dueOn: "2026-11-20", remaining: 5 });
    const answered = `${asked}, submitted 2026-11-19`;
    expect(clockOf("answer", answered, "2026-11-25", terms)).toMatchObject({ stoppedOn: "2026-11-19", remaining: 1 });
    const again = `${answered}, information_requested 2026-11-23`;
    expect(clockOf("answer", again, "2026-11-25", terms)).toMatchObject({
      startedOn: "2026-11-23",
      dueOn: "2026-11-30",
      remaining: 3,
      stoppedOn: null,
    });
  });

  it("count every day where the rules say natural days, and never end on a day of rest", () => {
    const terms = { report: { days: 30, count: "natural" } } as const;
    // 30 days after Thursday 12 November is Saturday 12 December.
    expect(clockOf("report", "reporting 2026-11-12", "2026-12-01", terms)).toMatchObject({
      dueOn: "2026-12-14",
      remaining: 13,
    });
  });

  it("are both sides' business when it comes to signing", () => {
    expect(CLOCKS.signature.whose).toBe("both");
    expect(clockOf("signature", "approved 2026-11-12, agreement_signed 2026-11-13", "2026-11-20")).toMatchObject({
      dueOn: "2026-11-27",
      stoppedOn: "2026-11-13",
      overdue: false,
    });
  });

  it("refuse a term that is none", () => {
    for (const days of [0, -1, 1.5, 3_001])
      expect(() => clockOf("resolution", FILED, "2026-11-10", { resolution: { days, count: "working" } })).toThrow(
        RangeError,
      );
  });
});

describe("what lapses", () => {
  const asked = `${FILED}, information_requested 2026-11-12`;
  const answer = (today: string, text = asked) => clockOf("answer", text, today);

  it("is a request for information, from the day after its last day", () => {
    expect(answer("2026-11-12")?.dueOn).toBe("2026-11-27");
    expect(lapses("information_requested", answer("2026-11-27"), "2026-11-27")).toBe(false);
    expect(lapses("information_requested", answer("2026-11-28"), "2026-11-28")).toBe(true);
  });

  it("is nothing else: not another state, not another clock, not one that has stopped or never started", () => {
    const late = "2027-01-15";
    for (const state of STATE_CODES) expect(lapses(state, answer(late), late)).toBe(state === "information_requested");
    expect(lapses("information_requested", clockOf("signature", "approved 2026-11-12", late), late)).toBe(false);
    expect(lapses("information_requested", answer(late, `${asked}, submitted 2026-11-16`), late)).toBe(false);
    expect(lapses("information_requested", undefined, late)).toBe(false);
    expect(lapses("information_requested", { ...(answer(late) as ClockReading), dueOn: null }, late)).toBe(false);
  });

  it("is a draft, from the day after its call closed, if it ever does", () => {
    expect(draftLapses("draft", "2026-11-30", "2026-11-30")).toBe(false);
    expect(draftLapses("draft", "2026-11-30", "2026-12-01")).toBe(true);
    expect(draftLapses("draft", null, "2099-12-01")).toBe(false);
    expect(draftLapses("submitted", "2026-11-30", "2026-12-01")).toBe(false);
  });
});

describe("the table of clocks", () => {
  it("lets no clock run where an application has ended, and names each in both languages", () => {
    for (const { es, en, runsIn, pausedIn } of Object.values(CLOCKS)) {
      expect([es, en]).not.toContain("");
      for (const state of [...runsIn, ...pausedIn]) expect(STATES[state].final).toBe(false);
    }
  });

  it("gives the applicant's and the agency's clocks only states in which it is their turn", () => {
    for (const { whose, runsIn } of Object.values(CLOCKS))
      for (const state of runsIn) if (whose !== "both") expect(STATES[state].turn).toBe(whose);
  });
});

describe("pauses, whatever they are", () => {
  const START = "2026-11-10";
  /** Gaps in days: runs, pauses, runs, pauses… */
  const gaps = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 });
  const terms = fc.record({ days: fc.integer({ min: 1, max: 60 }), count: fc.constantFrom("working", "natural") });

  /** The changes of gaps, and every day that lies in a pause. */
  function paused(lengths: readonly number[]): { changes: StateChange[]; still: Set<string> } {
    const changes: StateChange[] = [{ to: "submitted", on: START }];
    const still = new Set<string>();
    let day = START;
    lengths.forEach((length, n) => {
      for (let left = length; left > 0; left--) {
        day = addNaturalDays(day, 1);
        if (n % 2 === 1) still.add(day);
      }
      changes.push({ to: n % 2 === 0 ? "information_requested" : "submitted", on: day });
    });
    return { changes, still };
  }
  const even = (lengths: readonly number[]) => (lengths.length % 2 === 0 ? lengths : lengths.slice(1));
  const TURN_ABOUT = ["submitted", "information_requested"] as const;
  const due = (changes: StateChange[], term: Term): string => {
    const readings = readClocks({ changes, terms: { resolution: term }, calendar, today: "2027-12-31" });
    return readings.find(({ clock }) => clock === "resolution")?.dueOn as string;
  };

  it("never count: the last day is the one a naive count comes to, and it is a working day", () => {
    fc.assert(
      fc.property(gaps, terms, (lengths, term) => {
        const { changes, still } = paused(even(lengths));
        let day = START;
        for (let left = term.days; left > 0 || still.has(day) || !calendar.isWorkingDay(day); ) {
          day = addNaturalDays(day, 1);
          if (!still.has(day) && (term.count === "natural" || calendar.isWorkingDay(day))) left--;
        }
        expect(due(changes, term as Term)).toBe(day);
      }),
      runs(500),
    );
  });

  it("never bring the last day forward: without any one of them it is the same day or an earlier one", () => {
    const offsets = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(offsets, terms, fc.nat(), (unsorted, term, which) => {
        const days = even(unsorted.toSorted((a, b) => a - b)).map((offset) => addNaturalDays(START, offset));
        const changes = [START, ...days].map((on, n) => ({ to: TURN_ABOUT[n % 2] as State, on }));
        const one = 1 + 2 * (which % (days.length / 2));
        const without = changes.filter((_, n) => n !== one && n !== one + 1);
        expect(due(without, term as Term) <= due(changes, term as Term)).toBe(true);
      }),
      runs(500),
    );
  });
});
