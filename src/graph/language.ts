import Negotiator from "negotiator";
import { registerEnumType } from "type-graphql";

export enum Language {
  ES = "es",
  EN = "en",
}

registerEnumType(Language, {
  name: "Language",
  description:
    "Lengua en que se leen los textos; español si no se pide otra. Language of the texts; Spanish unless another is asked for.",
  valuesConfig: {
    ES: { description: "Español. Spanish." },
    EN: { description: "Inglés. English." },
  },
});

/** The language of an Accept-Language header; Spanish when it names neither of ours. */
export function acceptedLanguage(header: string | undefined): Language {
  const accepted = new Negotiator({ headers: { "accept-language": header ?? "" } }).language(["es", "en"]);
  return accepted === "en" ? Language.EN : Language.ES;
}
