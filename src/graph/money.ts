import { Directive, Field, ObjectType } from "type-graphql";
import { badInput } from "./errors.js";
import { DecimalScalar } from "./scalars.js";

@Directive("@shareable")
@ObjectType({
  simpleResolvers: true,
  description: "Dinero, exacto y con su moneda. Money, exact and with its currency.",
})
export class Money {
  @Field(() => DecimalScalar, { description: "Cantidad. Amount." })
  amount!: string;

  @Field(() => String, { description: "Moneda ISO 4217, p. ej. MXN. ISO 4217 currency, e.g. MXN." })
  currency!: string;
}

/** Most that one sum may come to: a hundred thousand million, in cents. */
const MOST_CENTS = 10_000_000_000_000;

/** A decimal as whole hundredths; undefined for what has a sign, more than two decimals or more than twelve digits before them. */
export function hundredthsOf(decimal: string): number | undefined {
  const [, whole, part = ""] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(decimal) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** A sum above 0 as whole cents; refuses more than two decimals and what no program gives. */
export function needCents(field: string, amount: string): number {
  const cents = hundredthsOf(amount);
  if (cents !== undefined && cents > 0 && cents <= MOST_CENTS) return cents;
  throw badInput(
    field,
    {
      es: "debe ser mayor que 0, con dos decimales a lo más",
      en: "must be above 0, with two decimals at most",
    },
    { min: "0.01", max: `${MOST_CENTS / 100}`, decimals: 2 },
  );
}

/** Whole cents as the API gives money. */
export function moneyOf(cents: number, currency = "MXN"): Money {
  return { amount: decimalOf(cents), currency };
}

/** Whole hundredths as a decimal with two places. */
export function decimalOf(hundredths: number): string {
  const text = String(hundredths).padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
