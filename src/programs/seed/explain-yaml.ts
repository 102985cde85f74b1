import type { YAMLError } from "yaml";
import { bilingual } from "../checks/words.js";

/** What the parser's codes mean, for who edits the file. */
const MEANINGS: Readonly<Record<string, string>> = {
  BAD_INDENT: "la sangría no corresponde",
  TAB_AS_INDENT: "la sangría lleva espacios, no tabuladores",
  MISSING_CHAR: "falta una coma, unas comillas o un signo de cierre",
  UNEXPECTED_TOKEN: "hay algo que sobra aquí",
  MULTILINE_IMPLICIT_KEY: "falta «:», o un texto con «: » necesita comillas",
  BLOCK_AS_IMPLICIT_KEY: "un texto con «: » necesita comillas",
  BLOCK_IN_FLOW: "falta cerrar un corchete o una llave",
  BAD_SCALAR_START: "un texto que empieza con un signo necesita comillas",
  BAD_DQ_ESCAPE: "una diagonal invertida entre comillas dobles debe escribirse doble",
  BAD_COLLECTION_TYPE: "se mezclan una lista y un grupo de campos",
  KEY_OVER_1024_CHARS: "falta «:» después de la clave",
  MULTIPLE_DOCS: "un archivo tiene un solo documento: sobra «---»",
  BAD_ALIAS: "un texto que empieza con * necesita comillas",
  MISSING_ANCHOR: "un texto que empieza con * necesita comillas",
};

/** A YAML error in both languages. */
export function explainYaml({ code, message, pos }: YAMLError, text: string): string {
  const [english = ""] = message.split("\n");
  if (code === "DUPLICATE_KEY") {
    const key = /^[^\s:]*/.exec(text.slice(pos[0]))?.[0] ?? "";
    return bilingual({ es: `la clave «${key}» está dos veces`, en: `${key} stands twice: ${english}` });
  }
  if (/^Flow (map|sequence) /.test(english)) {
    return bilingual({ es: "falta cerrar un corchete o una llave", en: english });
  }
  return bilingual({ es: MEANINGS[code] ?? "no es YAML válido", en: english });
}
