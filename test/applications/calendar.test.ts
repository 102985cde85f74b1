import fc from "fast-check";
import { createCalendar, LONGEST_TERM } from "../../src/applications/calendar/calendar.js";
import { addNaturalDays, dateOf, dayNumber, dayOf } from "../../src/applications/calendar/day.js";
import { HOLIDAYS, holidayOn } from "../../src/applications/calendar/holidays.js";
import { runs } from "../kit/runs.js";

const federal = createCalendar({ alsoClosed: [] });

/** Days of rest by art. 74 LFT, written out by hand with a printed calendar. */
const BY_HAND: Readonly<Record<number, string>> = {
  2018: "01-01 02-05 03-19 05-01 09-16 11-19 12-01 12-25",
  2024: "01-01 02-05 03-18 05-01 09-16 10-01 11-18 12-25",
  2025: "01-01 02-03 03-17 05-01 09-16 11-17 12-25",
  2026: "01-01 02-02 03-16 05-01 09-16 11-16 12-25",
  2027: "01-01 02-01 03-15 05-01 09-16 11-15 12-25",
  2028: "01-01 02-07 03-20 05-01 09-16 11-20 12-25",
  2029: "01-01 02-05 03-19 05-01 09-16 11-19 12-25",
  2030: "01-01 02-04 03-18 05-01 09-16 10-01 11-18 12-25",
};

const daysOf = (year: number | string): string[] => {
  const first = dayNumber(`${year}-01-01`);
  const length = dayNumber(`${year}-12-31`) - first + 1;
  return Array.from({ length }, (_, n) => dayOf(first + n));
};
const anyDay = fc.integer({ min: dayNumber("2006-01-01"), max: dayNumber("2060-12-31") }).map(dayOf);

describe("the days of rest of the law", () => {
  it.each(Object.entries(BY_HAND))("in %s are the ones written out by hand", (year, written) => {
    const found = daysOf(year).filter((day) => holidayOn(dateOf(dayNumber(day))) !== undefined);
    expect(found).toEqual(written.split(" ").map((day) => `${year}-${day}`));
  });

  it("take in the inauguration in December up to 2018 and in October from 2024, every sixth year only", () => {
    const inaugurated = Array.from({ length: 31 }, (_, n) => 2006 + n).flatMap((year) =>
      daysOf(year).filter((day) => holidayOn(dateOf(dayNumber(day))) === "inauguration"),
    );
    expect(inaugurated).toEqual(["2006-12-01", "2012-12-01", "2018-12-01", "2024-10-01", "2030-10-01", "2036-10-01"]);
  });

  it("have a name in both languages", () => {
    for (const { es, en } of Object.values(HOLIDAYS)) expect([es, en]).not.toContain("");
  });
});

describe("a calendar of working days", () => {
  it("rests on Saturdays, Sundays and holidays", () => {
    expect(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"].map(federal.isWorkingDay)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(federal.isWorkingDay("2026-11-16")).toBe(false);
    expect(federal.isWorkingDay("2026-12-25")).toBe(false);
  });

  it("also rests on the days it is given: elections, the agency's own closing, a decree", () => {
    const closing = createCalendar({ alsoClosed: ["2027-06-07", "2026-12-24"] });
    expect(federal.isWorkingDay("2026-12-24")).toBe(true);
    expect(closing.isWorkingDay("2026-12-24")).toBe(false);
    expect(closing.addWorkingDays("2026-12-23", 1)).toBe("2026-12-28");
    expect(federal.addWorkingDays("2026-12-23", 1)).toBe("2026-12-24");
  });

  it("counts ten working days over a long weekend from the day after", () => {
    expect(federal.addWorkingDays("2026-11-10", 10)).toBe("2026-11-25");
    expect(federal.addWorkingDays("2026-11-14", 1)).toBe("2026-11-17");
    expect(federal.addWorkingDays("2026-11-14", 0)).toBe("2026-11-14");
    expect(federal.workingDaysBetween("2026-11-10", "2026-11-25")).toBe(10);
    expect(federal.workingDaysBetween("2026-11-25", "2026-11-10")).toBe(0);
    expect(federal.workingDaysBetween("2026-11-25", "2026-11-25")).toBe(0);
  });

  it("agrees with counting the days one by one", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 400 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 12 }),
        (day, length, offsets) => {
          const extra = offsets.map((offset) => addNaturalDays(day, offset));
          const calendar = createCalendar({ alsoClosed: extra });
          const end = addNaturalDays(day, length);
          let naive = 0;
          for (let next = addNaturalDays(day, 1); next <= end; next = addNaturalDays(next, 1))
            if (rests(next) === false && !extra.includes(next)) naive++;
          expect(calendar.workingDaysBetween(day, end)).toBe(naive);
        },
      ),
      runs(400),
    );
  });

  it("finds the one day that is working and has n working days up to it", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 300 }), (day, n) => {
        const due = federal.addWorkingDays(day, n);
        expect(federal.isWorkingDay(due)).toBe(true);
        expect(federal.workingDaysBetween(day, due)).toBe(n);
      }),
      runs(500),
    );
  });

  it("adds up: m days and then n are m + n", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(100), fc.nat(100), (day, m, n) => {
        expect(federal.addWorkingDays(federal.addWorkingDays(day, m), n)).toBe(federal.addWorkingDays(day, m + n));
      }),
      runs(300),
    );
  });

  it("refuses what is no day and what is no term, without repeating it", () => {
    for (const bad of [
      "2026-02-30",
      "2026-13-01",
      "26-01-01",
      "2026-1-1",
      "",
      "hoy",
      "2026-01-01T00:00:00Z",
      "+012026-01-01",
    ]) {
      expect(() => federal.isWorkingDay(bad)).toThrow(new RangeError("Not an existing day as YYYY-MM-DD"));
      expect(() => createCalendar({ alsoClosed: [bad] })).toThrow(RangeError);
    }
    for (const bad of [-1, 1.5, Number.NaN, LONGEST_TERM + 1])
      expect(() => federal.addWorkingDays("2026-01-01", bad)).toThrow(RangeError);
    const furthest = federal.addWorkingDays("2026-01-01", LONGEST_TERM);
    expect(federal.workingDaysBetween("2026-01-01", furthest)).toBe(LONGEST_TERM);
    expect(() => addNaturalDays("2026-01-01", 0.5)).toThrow(RangeError);
    expect(() => addNaturalDays("9999-12-31", 1)).toThrow(RangeError);
    expect(() => addNaturalDays("0000-01-01", -1)).toThrow(RangeError);
  });

  it("knows leap days and the turn of the year", () => {
    expect(addNaturalDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addNaturalDays("2100-02-28", 1)).toBe("2100-03-01");
    expect(addNaturalDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addNaturalDays("2027-01-01", -1)).toBe("2026-12-31");
    expect(federal.isWorkingDay("2028-02-29")).toBe(true);
  });

  it("is quick enough for a page of a hundred applications with four clocks each", () => {
    const began = performance.now();
    for (let n = 0; n < 400; n++) federal.addWorkingDays("2026-01-01", 60);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

/** Whether a day rests, told anew: by the name of its weekday, and by what the week before or after it is. */
function rests(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  if (weekday === "Saturday" || weekday === "Sunday") return true;
  const monthDay = day.slice(5);
  if (["01-01", "05-01", "09-16", "12-25"].includes(monthDay)) return true;
  const mondays: Record<string, number> = { "02": 1, "03": 3, "11": 3 };
  const nth = mondays[day.slice(5, 7)];
  if (weekday === "Monday" && nth !== undefined) {
    let before = 0;
    for (let date = Number(day.slice(8)) - 7; date > 0; date -= 7) before++;
    if (before + 1 === nth) return true;
  }
  const year = day.slice(0, 4);
  const sworn: Record<string, string[]> = {
    "10-01": ["2024", "2030", "2036", "2042", "2048", "2054", "2060"],
    "12-01": ["2006", "2012", "2018"],
  };
  return sworn[monthDay]?.includes(year) ?? false;
}
