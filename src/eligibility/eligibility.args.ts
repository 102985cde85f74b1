import { ArgsType, Field, InputType } from "type-graphql";
import { badInput } from "../graph/errors.js";
import { DateScalar, DecimalScalar } from "../graph/scalars.js";
import type { ExchangeRate } from "./report/offers.js";
import { ProfileInput } from "./view/profile-input.types.js";

@InputType({
  description:
    "Tipo de cambio con que comparar montos de dos monedas; ninguna regla se convierte. Exchange rate to compare amounts of two currencies by; no rule is converted.",
})
export class ExchangeRateInput implements ExchangeRate {
  @Field(() => DecimalScalar, {
    description: 'Pesos por un dólar, p. ej. "17.9812". Pesos for one US dollar, e.g. "17.9812".',
  })
  mxnPerUsd!: string;

  @Field(() => DateScalar, { description: "Día del tipo de cambio. Day of the rate." })
  date!: string;

  @Field(() => String, { description: "Quién lo publica, p. ej. Banxico FIX. Who publishes it, e.g. Banxico FIX." })
  source!: string;
}

@ArgsType()
export class FirmArgs {
  @Field(() => ProfileInput, { description: "Lo que se sabe de la empresa. What is known of the firm." })
  profile!: ProfileInput;

  @Field(() => ExchangeRateInput, {
    nullable: true,
    description:
      "Para comparar montos en pesos y dólares; sin él los montos en dólares no se comparan. To compare amounts in pesos and dollars; without it amounts in dollars are not compared.",
  })
  exchangeRate?: ExchangeRateInput | null;
}

const LARGEST_RATE = 1_000;
const LONGEST_SOURCE = 200;

/** The rate, or a refusal of one that cannot be. */
export function needRate(rate: ExchangeRateInput | null | undefined): ExchangeRate | null {
  if (rate === undefined || rate === null) return null;
  const value = Number(rate.mxnPerUsd);
  if (!/^\d+(\.\d{1,6})?$/.test(rate.mxnPerUsd) || value <= 0 || value > LARGEST_RATE) {
    throw badInput(
      "exchangeRate.mxnPerUsd",
      {
        es: `debe ser mayor que 0 y hasta ${LARGEST_RATE}, con seis decimales a lo más`,
        en: `must be above 0 and up to ${LARGEST_RATE}, with six decimals at most`,
      },
      { max: LARGEST_RATE },
    );
  }
  if (rate.source.length > LONGEST_SOURCE) {
    throw badInput(
      "exchangeRate.source",
      { es: `puede tener hasta ${LONGEST_SOURCE} caracteres`, en: `may have up to ${LONGEST_SOURCE} characters` },
      { maxLength: LONGEST_SOURCE },
    );
  }
  return rate;
}
