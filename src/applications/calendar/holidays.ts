interface Holiday {
  readonly es: string;
  readonly en: string;
  /** Month from 1, day of the month, weekday from 0 = Sunday. */
  readonly falls: (date: { year: number; month: number; day: number; weekday: number }) => boolean;
}

const fixed = (month: number, day: number): Holiday["falls"] => {
  return (date) => date.month === month && date.day === day;
};

/** The nth Monday of a month: the one whose day lies in the nth seven. */
const monday = (nth: number, month: number): Holiday["falls"] => {
  return (date) => date.month === month && date.weekday === 1 && Math.ceil(date.day / 7) === nth;
};

/** 1 December every six years up to 2018, 1 October every six years from 2024. */
const inauguration: Holiday["falls"] = ({ year, month, day }) =>
  day === 1 && year % 6 === 2024 % 6 && month === (year < 2024 ? 12 : 10);

/**
 * Days of rest of the Ley Federal del Trabajo, art. 74, as they fall since 2006, when three of them moved to Mondays.
 * Election days, which the electoral laws set (fraction IX), are not here: like the days each agency closes, they are given to
 * the calendar as extra days.
 */
export const HOLIDAYS = {
  new_year: { es: "Año Nuevo", en: "New Year's Day", falls: fixed(1, 1) },
  constitution: { es: "Día de la Constitución", en: "Constitution Day", falls: monday(1, 2) },
  benito_juarez: { es: "Natalicio de Benito Juárez", en: "Benito Juárez's birthday", falls: monday(3, 3) },
  labour: { es: "Día del Trabajo", en: "Labour Day", falls: fixed(5, 1) },
  independence: { es: "Día de la Independencia", en: "Independence Day", falls: fixed(9, 16) },
  revolution: { es: "Día de la Revolución", en: "Revolution Day", falls: monday(3, 11) },
  inauguration: {
    es: "Transmisión del Poder Ejecutivo Federal",
    en: "Inauguration of the federal executive",
    falls: inauguration,
  },
  christmas: { es: "Navidad", en: "Christmas Day", falls: fixed(12, 25) },
} as const satisfies Readonly<Record<string, Holiday>>;
export type HolidayCode = keyof typeof HOLIDAYS;

const ALL = Object.entries(HOLIDAYS) as [HolidayCode, Holiday][];

/** The holiday that falls on a day (a Date at midnight UTC); undefined on any other. */
export function holidayOn(date: Date): HolidayCode | undefined {
  const parts = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
  return ALL.find(([, { falls }]) => falls(parts))?.[0];
}
