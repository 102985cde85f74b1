/** Everything that can be wrong with a ledger, a receipt or a disclosure, in words for whoever checks it. */
export const FAULTS = {
  unreadable: { es: "no se puede leer", en: "cannot be read" },
  position: {
    es: "no está en su lugar: falta, sobra o cambió de orden una entrada",
    en: "is not in its place: an entry is missing, was added or was moved",
  },
  leaf: { es: "su contenido no es el que se selló", en: "its content is not what was sealed" },
  actor: { es: "no lo hizo quien dice, o la sal es otra", en: "was not done by whom it says, or the salt is another" },
  previous: { es: "no sigue a la entrada que tiene delante", en: "does not follow the entry before it" },
  link: { es: "su eslabón no se calcula de su contenido", en: "its link is not that of its content" },
  size: {
    es: "no abarca las entradas que dice: faltan, sobran o está fuera de lugar",
    en: "does not cover the entries it says: some are missing or too many, or it is out of place",
  },
  root: {
    es: "la raíz no es la de las entradas: la historia se volvió a escribir",
    en: "the root is not that of the entries: history was rewritten",
  },
  chain: { es: "la cadena no llega a su eslabón", en: "the chain does not lead to its link" },
  time: { es: "es de antes que el sello anterior", en: "is from before the head that precedes it" },
  signature: {
    es: "no lo firmó ninguna de las claves en que usted confía",
    en: "was signed by none of the keys that you trust",
  },
  key: {
    es: "lleva el nombre de una clave en que usted confía y es otra",
    en: "bears the name of a key that you trust and is another",
  },
  stamp: {
    es: "no es un sello de tiempo bueno de este sello, o no de una autoridad en que usted confía",
    en: "is not a good time stamp of this head, or not by an authority that you trust",
  },
  unsealed: { es: "hay entradas después del último sello", en: "there are entries after the last head" },
  noHead: { es: "no hay ningún sello", en: "there is no head" },
  shorter: {
    es: "el libro es más corto que cuando se vio: se cortó el final o es una copia vieja",
    en: "the ledger is shorter than it was seen to be: its end was cut off or it is an old copy",
  },
  fork: {
    es: "el libro no es el que se vio entonces: es otra historia",
    en: "the ledger is not the one that was seen then: it is another history",
  },
  proof: { es: "la prueba no lleva a la raíz del sello", en: "the proof does not lead to the root of the head" },
  waiting: { es: "todavía no está sellada", en: "is not sealed yet" },
  fields: { es: "un campo no dice lo que se selló", en: "a field does not say what was sealed" },
  commitment: {
    es: "los detalles o la sal no son aquellos a los que la entrada se comprometió",
    en: "the details or the salt are not those that the entry committed to",
  },
  noEntry: { es: "no hay una entrada con ese número", en: "there is no entry of that number" },
} as const satisfies Record<string, { readonly es: string; readonly en: string }>;
export type FaultCode = keyof typeof FAULTS;

/** The kinds of things that faults are found in. */
export const PLACES = {
  line: { es: "renglón", en: "line" },
  entry: { es: "entrada", en: "entry" },
  head: { es: "sello", en: "head" },
  stamp: { es: "sello de tiempo", en: "time stamp" },
  key: { es: "clave", en: "key" },
  witness: { es: "sello de testigo", en: "witness head" },
  receipt: { es: "acuse", en: "receipt" },
  disclosure: { es: "detalle revelado", en: "disclosure" },
  ledger: { es: "libro", en: "ledger" },
} as const;

/** Something that is wrong, and where. */
export interface Fault {
  readonly code: FaultCode;
  readonly place: keyof typeof PLACES;
  /** Position of the entry, size of the head, number of the line… */
  readonly at: string | number;
}

/** One line for a person, Spanish first. */
export function sayFault({ code, place, at }: Fault): string {
  const text = FAULTS[code];
  const where = PLACES[place];
  return `${where.es} ${at}: ${text.es} / ${where.en} ${at}: ${text.en} [${code}]`;
}
