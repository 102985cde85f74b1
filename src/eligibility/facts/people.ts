import type { FactTable } from "./fact.js";

/** The person behind the business. Nothing here has to be answered; what the law calls sensitive is never kept. */
export const PEOPLE_FACTS = {
  applicantType: {
    type: "codes",
    values: {
      firm: { es: "Empresa", en: "Firm" },
      individual: { es: "Persona particular", en: "Individual" },
      entrepreneur: { es: "Persona emprendedora", en: "Entrepreneur" },
      micro_entrepreneur: { es: "Persona microempresaria", en: "Micro-entrepreneur" },
      micro_producer: { es: "Pequeña productora o productor", en: "Micro-producer" },
      inventor: { es: "Persona inventora", en: "Inventor" },
      incubator: { es: "Incubadora de empresas", en: "Business incubator" },
    },
    label: { es: "Quién solicita", en: "Who applies" },
    question: { es: "¿Como quién solicita el apoyo?", en: "As whom do you apply for support?" },
    help: {
      es: "Marque todas las opciones que le describan. Emprendedora es la persona que inicia un negocio.",
      en: "Tick all that describe you. An entrepreneur is a person starting a business.",
    },
    privacy: "open",
  },
  ownerGender: {
    type: "code",
    values: {
      female: { es: "Mujer", en: "Woman" },
      male: { es: "Hombre", en: "Man" },
      other: { es: "Otro", en: "Other" },
    },
    label: { es: "Género de la persona dueña", en: "Gender of the owner" },
    question: {
      es: "¿La persona dueña del negocio es mujer, hombre u otro?",
      en: "Is the owner of the business a woman, a man or other?",
    },
    help: {
      es: "Es opcional. Sirve para encontrar los programas dirigidos a mujeres.",
      en: "Optional. It serves to find the programs aimed at women.",
    },
    privacy: "personal",
  },
  ownerAge: {
    type: "number",
    unit: "years",
    min: 0,
    max: 120,
    integer: true,
    label: { es: "Edad de la persona dueña", en: "Age of the owner" },
    question: {
      es: "¿Cuántos años cumplidos tiene la persona dueña del negocio?",
      en: "How old is the owner of the business, in full years?",
    },
    help: {
      es: "Es opcional. Si da su CURP, la edad se calcula con ella.",
      en: "Optional. If you give your CURP (population key), the age is worked out from it.",
    },
    privacy: "personal",
    grows: "years",
  },
  ownerGroups: {
    type: "codes",
    values: {
      single_mother: { es: "Madre soltera", en: "Single mother" },
      divorced_mother: { es: "Madre divorciada", en: "Divorced mother" },
      inventor: { es: "Persona inventora", en: "Inventor" },
      youth: { es: "Joven", en: "Young person" },
      elderly: { es: "Persona adulta mayor", en: "Older adult" },
      disabled: { es: "Persona con discapacidad", en: "Person with a disability" },
      artist: { es: "Artista", en: "Artist" },
      popular_artisan: { es: "Artesana o artesano de arte popular", en: "Popular-art artisan" },
      indigenous: { es: "Persona indígena", en: "Indigenous person" },
      excluded_group: { es: "De un grupo excluido", en: "Member of an excluded group" },
    },
    label: { es: "Grupos de la persona dueña", en: "Groups the owner belongs to" },
    question: {
      es: "¿La persona dueña pertenece a alguno de estos grupos?",
      en: "Does the owner belong to any of these groups?",
    },
    help: {
      es: "Es opcional y no se guarda: solo se usa para buscar programas dirigidos a esos grupos o que les dan preferencia. Los documentos fuente no fijan edades para joven ni para persona adulta mayor.",
      en: "Optional and never kept: it is used only to look for programs aimed at these groups or that prefer them. The source documents set no ages for youth or for older adults.",
    },
    privacy: "sensitive",
  },
  mexicanPerson: {
    type: "boolean",
    label: { es: "Persona mexicana", en: "Mexican person" },
    question: { es: "¿La persona que solicita es mexicana?", en: "Is the person who applies Mexican?" },
    privacy: "personal",
    default: true,
  },
  wantsToWork: {
    type: "boolean",
    label: { es: "Desea trabajar", en: "Wants to work" },
    question: { es: "¿La persona que solicita desea trabajar?", en: "Does the person who applies want to work?" },
    privacy: "personal",
  },
} as const satisfies FactTable;
