/**
 * Every kind of thing that can be found in a program's document, how much it matters, and what it is in both languages.
 * An error keeps a document from being published; a warning and a notice are for a person to weigh.
 */
export interface FindingKind {
  readonly severity: Severity;
  readonly es: string;
  readonly en: string;
}
export type Severity = "error" | "warning" | "notice";

const kinds = <const T extends Readonly<Record<string, FindingKind>>>(
  table: T,
): { readonly [K in keyof T]: FindingKind } => table;

export const FINDING_KINDS = kinds({
  // Shape.
  too_large: { severity: "error", es: "El documento es demasiado grande", en: "The document is too large" },
  missing_field: { severity: "error", es: "Falta un campo", en: "A field is missing" },
  unknown_field: { severity: "error", es: "El campo no existe", en: "There is no such field" },
  wrong_type: { severity: "error", es: "El valor es de otro tipo", en: "The value is of another type" },
  wrong_value: {
    severity: "error",
    es: "El valor no está en el vocabulario",
    en: "The value is not in the vocabulary",
  },
  wrong_form: { severity: "error", es: "El valor se escribe de otra forma", en: "The value is written in another way" },
  // Names, places, time.
  unknown_name: { severity: "error", es: "Nombra algo que no existe", en: "It names what does not exist" },
  slug_taken: { severity: "error", es: "El nombre ya es de otro programa", en: "The slug belongs to another program" },
  slug_changed: { severity: "error", es: "El nombre de un programa no cambia", en: "A program's slug never changes" },
  wrong_place: { severity: "error", es: "El lugar no corresponde", en: "The place does not fit" },
  wrong_order: { severity: "error", es: "Las fechas no van en orden", en: "Dates are out of order" },
  end_undated: { severity: "error", es: "Terminó y no dice desde cuándo", en: "It ended and does not say since when" },
  self_reference: { severity: "error", es: "Se nombra a sí mismo", en: "It names itself" },
  repeated: { severity: "error", es: "Está dos veces", en: "It stands twice" },
  // Citations and texts.
  missing_citation: { severity: "error", es: "No cita su fuente", en: "It cites no source" },
  unknown_citation: {
    severity: "error",
    es: "La cita no está en el documento",
    en: "The citation is not in the document",
  },
  missing_language: { severity: "error", es: "Falta un idioma", en: "A language is missing" },
  placeholder: { severity: "error", es: "Texto provisional", en: "Placeholder text" },
  untranslated: { severity: "error", es: "Falta traducir", en: "Not translated" },
  figures_differ: {
    severity: "error",
    es: "Las cifras no son las mismas en los dos idiomas",
    en: "The figures are not the same in both languages",
  },
  // Rules.
  unknown_fact: { severity: "error", es: "La regla nombra un dato que no existe", en: "The rule names no known fact" },
  unknown_value: { severity: "error", es: "El dato no tiene ese valor", en: "The fact has no such value" },
  wrong_kind: { severity: "error", es: "La regla no sirve para ese dato", en: "The rule does not fit the fact" },
  out_of_bounds: { severity: "error", es: "El número está fuera de lo posible", en: "The number is out of bounds" },
  out_of_order: { severity: "error", es: "Los números no van en orden", en: "The numbers are out of order" },
  too_tangled: { severity: "error", es: "La regla no se puede leer", en: "The rule cannot be read back" },
  unsatisfiable: { severity: "error", es: "Ninguna empresa puede cumplirla", en: "It can hold for no firm" },
  always_true: { severity: "error", es: "La cumple cualquier empresa", en: "It holds for every firm" },
  idle_part: { severity: "error", es: "Una parte sobra", en: "A part adds nothing" },
  missing_basis: { severity: "error", es: "No dice en qué se basa", en: "It does not say what it rests on" },
  rule_against_text: {
    severity: "error",
    es: "La regla no dice lo que su texto",
    en: "The rule does not say what its text says",
  },
  same_requirement: { severity: "error", es: "Dos condiciones dicen lo mismo", en: "Two conditions say the same" },
  contradiction: {
    severity: "error",
    es: "Dos condiciones se contradicen",
    en: "Two conditions contradict each other",
  },
  shadowed_requirement: {
    severity: "warning",
    es: "Otra condición ya lo exige",
    en: "Another condition already asks for it",
  },
  // Amounts.
  unclear_figure: { severity: "error", es: "No queda claro qué es la cifra", en: "It is not clear what the figure is" },
  unsaid_amount: { severity: "error", es: "Ninguna fuente da esa cantidad", en: "No source gives this amount" },
  wrong_currency: { severity: "error", es: "La moneda no corresponde", en: "The currency does not fit" },
  always_zero: { severity: "error", es: "El cálculo siempre da cero", en: "The calculation always comes to zero" },
  // Beside the edition in force, other programs, and who reads it.
  threshold_jump: {
    severity: "warning",
    es: "Un número cambia diez veces o más",
    en: "A number changes tenfold or more",
  },
  threshold_change: {
    severity: "notice",
    es: "Un número cambia a más del doble o menos de la mitad",
    en: "A number more than doubles, or falls to less than half",
  },
  starts_earlier: {
    severity: "warning",
    es: "Responde por días anteriores a los de la edición vigente",
    en: "It answers for days before those of the edition in force",
  },
  long_sentence: { severity: "warning", es: "Una oración es demasiado larga", en: "A sentence is too long" },
  hard_to_read: { severity: "warning", es: "El texto es difícil de leer", en: "The text is hard to read" },
  same_name: { severity: "warning", es: "Otro programa se llama igual", en: "Another program has the same name" },
  similar_program: {
    severity: "warning",
    es: "Otro programa da casi lo mismo",
    en: "Another program gives nearly the same",
  },
  // Cases that come with the program.
  case_fails: { severity: "error", es: "Un caso de prueba ya no se cumple", en: "A golden case no longer holds" },
  case_unread: { severity: "error", es: "Un caso de prueba no se puede leer", en: "A golden case cannot be read" },
  case_of_somebody: {
    severity: "error",
    es: "Un caso de prueba lleva la clave de alguien",
    en: "A golden case has somebody's key",
  },
  case_altered: {
    severity: "warning",
    es: "Cambia lo que se había convenido de un caso de prueba",
    en: "What was agreed on a golden case changes",
  },
});
export type FindingCode = keyof typeof FINDING_KINDS;

/** What can be found, beside those, in the calls that are published with a program. */
export const CALL_FINDING_KINDS = kinds({
  past_day: { severity: "error", es: "El día ya pasó", en: "The day has passed" },
  opens_earlier: {
    severity: "warning",
    es: "La convocatoria abriría antes de publicarse",
    en: "The call would open before it is published",
  },
  below_granted: { severity: "error", es: "Es menos de lo ya otorgado", en: "It is less than what is granted already" },
  call_closed: { severity: "error", es: "La convocatoria ya cerró", en: "The call is closed already" },
  call_in_use: {
    severity: "error",
    es: "Ya hay solicitudes en la convocatoria",
    en: "The call has applications already",
  },
  closed_by_one: {
    severity: "warning",
    es: "Una sola solicitud podría cerrar la convocatoria",
    en: "One application alone could close the call",
  },
});

/** All that can be found in what is to be published. */
export const PUBLISHING_FINDING_KINDS = { ...FINDING_KINDS, ...CALL_FINDING_KINDS };
export type PublishingFindingCode = keyof typeof PUBLISHING_FINDING_KINDS;
