import fc from "fast-check";
import { type Model, roles, ways } from "./model.js";
import type { Command, Setting } from "./play.js";

/** A year's end with a long weekend, two firms and a budget that rarely suffices for both. */
export const settings: fc.Arbitrary<Setting> = fc.record({
  today: fc.constantFrom("2026-11-10", "2026-12-21", "2027-01-28"),
  callClosesOn: fc.constantFrom("2026-11-13", "2026-12-31", "2027-02-03"),
  restDays: fc.constant(new Set(["2026-11-16", "2026-12-24", "2026-12-25", "2027-01-01", "2027-02-01"])),
  daysToAnswer: fc.integer({ min: 1, max: 3 }),
  budget: fc.constantFrom(0, 100, 120, 200),
  firms: fc.constantFrom([[60, 40], [100]], [[30, 30, 40], [20]]),
});

/** Whole numbers, each of which becomes one command once it is known how things stand. */
export const choices = fc.array(fc.maxSafeNat(), { minLength: 60, maxLength: 120 });

const ENDINGS = ["withdraw", "declare_ineligible", "reject", "cancel", "lapse"];
const WHO = ["luisa", "ramon"];
const CENTS = [0, 1, 20, 60, 61, 100];

/** The command that a number stands for: mostly something that the firm's state and somebody's role allow, else anything at all. */
export function commandFor(choice: number, { firms }: Model): Command {
  let rest = choice;
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[rest % from.length] as T;
    rest = Math.floor(rest / from.length);
    return picked;
  };
  const kind = pick(["move", "move", "move", "move", "move", "any", "wait", "meet", "give_back"]);
  if (kind === "wait") return { do: "wait" };
  const firm = pick([0, 1]);
  const who = pick(WHO);
  const { state = "", paid = 0 } = firms[firm] ?? {};
  const part = pick([paid + 1, paid + 1, paid + 1, 1, 2, 3]);
  if (kind === "meet") return { do: "meet", firm, who, part };
  const cents = pick(CENTS);
  if (kind === "give_back") return { do: "give_back", firm, cents };
  const open = ways.filter(({ from }) => from.includes(state));
  // Most stories would end early otherwise.
  const likely = open.filter(({ move }) => !ENDINGS.includes(move) || pick([false, false, false, false, true]));
  const way = pick(kind === "any" || likely.length === 0 ? ways : likely);
  return { do: "move", move: way.move, firm, role: pick(kind === "any" ? roles : way.by), who, part, cents };
}
