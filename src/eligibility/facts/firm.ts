import type { FactTable } from "./fact.js";

/** What the business is: its activity, its size, its form. */
export const FIRM_FACTS = {
  scian: {
    type: "code",
    table: "industry",
    label: { es: "Actividad económica (SCIAN)", en: "Economic activity (SCIAN)" },
    question: { es: "¿A qué se dedica su negocio?", en: "What does your business do?" },
    help: {
      es: "Elija la actividad que le deja más ingresos. Es un código del SCIAN del INEGI, de dos a seis dígitos.",
      en: "Choose the activity that brings in most revenue. It is a code of INEGI's SCIAN, of two to six digits.",
    },
    privacy: "open",
  },
  activityGroup: {
    type: "code",
    values: {
      industry: { es: "Industria", en: "Industry" },
      commerce: { es: "Comercio", en: "Commerce" },
      services: { es: "Servicios", en: "Services" },
    },
    label: { es: "Giro: industria, comercio o servicios", en: "Industry, commerce or services" },
    question: {
      es: "¿Su negocio fabrica, vende mercancía o da servicios?",
      en: "Does your business make things, sell goods or provide services?",
    },
    help: {
      es: "Industria: fabrica o transforma. Comercio: compra y vende. Servicios: cobra por un trabajo o una atención.",
      en: "Industry makes or transforms. Commerce buys and sells. Services charge for work done or for attending people.",
    },
    privacy: "open",
    derivedFrom: ["scian"],
  },
  isManufacturer: {
    type: "boolean",
    label: { es: "Es fabricante", en: "Is a manufacturer" },
    question: {
      es: "¿Su negocio fabrica o transforma productos?",
      en: "Does your business make or transform products?",
    },
    help: {
      es: "Son manufactura las actividades con código SCIAN que empieza con 31, 32 o 33.",
      en: "Manufacturing means activities whose SCIAN code begins with 31, 32 or 33.",
    },
    privacy: "open",
    derivedFrom: ["scian"],
  },
  workers: {
    type: "number",
    unit: "people",
    min: 0,
    max: 1_000_000,
    integer: true,
    label: { es: "Personas que trabajan", en: "Workers" },
    question: { es: "¿Cuántas personas trabajan en su negocio?", en: "How many people work in your business?" },
    privacy: "business",
  },
  annualSalesMxn: {
    type: "number",
    unit: "MXN",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Ventas anuales", en: "Annual sales" },
    question: {
      es: "¿Cuánto vende su negocio en un año, en pesos?",
      en: "How much does your business sell in a year, in Mexican pesos?",
    },
    help: {
      es: "Ventas totales de los últimos doce meses o del último ejercicio, en pesos completos y no en miles.",
      en: "All sales of the last twelve months or the last fiscal year, in whole pesos and not in thousands.",
    },
    privacy: "business",
  },
  size: {
    type: "code",
    values: {
      micro: { es: "Micro", en: "Micro" },
      small: { es: "Pequeña", en: "Small" },
      medium: { es: "Mediana", en: "Medium" },
      large: { es: "Grande", en: "Large" },
    },
    label: { es: "Tamaño de la empresa", en: "Size of the firm" },
    question: {
      es: "¿Su empresa es micro, pequeña, mediana o grande?",
      en: "Is your firm micro, small, medium or large?",
    },
    help: {
      es: "Según el Acuerdo publicado en el DOF el 30-06-2009: 10% de los trabajadores más 90% de las ventas anuales en millones de pesos, con topes según el giro. Con esos tres datos se calcula por usted.",
      en: "By the Acuerdo published in the DOF on 30 June 2009: 10% of workers plus 90% of annual sales in millions of pesos, with caps by activity group. Given those three facts it is worked out for you.",
    },
    privacy: "open",
    askVia: ["workers", "annualSalesMxn", "activityGroup"],
    derivedFrom: ["workers", "annualSalesMxn", "activityGroup"],
  },
  legalForm: {
    type: "code",
    values: {
      persona_moral: { es: "Persona moral", en: "Legal entity (persona moral)" },
      persona_fisica: { es: "Persona física", en: "Natural person (persona física)" },
    },
    label: { es: "Persona moral o física", en: "Legal entity or natural person" },
    question: {
      es: "¿Su negocio es persona moral o persona física ante el SAT?",
      en: "Is your business registered with the tax authority as a legal entity or as a natural person?",
    },
    help: {
      es: "El RFC de una persona moral tiene 12 caracteres; el de una persona física, 13.",
      en: "The tax number (RFC) of a legal entity has 12 characters; that of a natural person has 13.",
    },
    privacy: "open",
    changeable: true,
  },
  formal: {
    type: "boolean",
    label: { es: "Registrada legalmente", en: "Legally registered" },
    question: { es: "¿Su negocio está registrado legalmente?", en: "Is your business legally registered?" },
    help: {
      es: "Hay programas que se dirigen también a negocios informales: responda con confianza.",
      en: "Some programs are aimed at informal businesses too, so answer freely.",
    },
    privacy: "business",
    changeable: true,
  },
  firmAgeYears: {
    type: "number",
    unit: "years",
    min: 0,
    max: 300,
    integer: false,
    label: { es: "Antigüedad del negocio", en: "Age of the business" },
    question: {
      es: "¿Cuántos años tiene operando su negocio?",
      en: "How many years has your business been operating?",
    },
    help: {
      es: "Puede usar decimales: medio año es 0.5.",
      en: "You may use decimals: half a year is 0.5.",
    },
    privacy: "open",
    grows: "years",
  },
  mexicanFirm: {
    type: "boolean",
    label: { es: "Empresa mexicana", en: "Mexican firm" },
    question: { es: "¿Su empresa es mexicana?", en: "Is your firm Mexican?" },
    privacy: "open",
  },
  isMnc: {
    type: "boolean",
    label: { es: "Empresa transnacional", en: "Multinational corporation" },
    question: {
      es: "¿Su empresa es transnacional o filial de una?",
      en: "Is your firm a multinational or a subsidiary of one?",
    },
    help: {
      es: "Transnacional es la que opera en varios países. Casi ningún negocio pequeño lo es.",
      en: "A multinational operates in several countries. Hardly any small business is one.",
    },
    privacy: "open",
  },
  isOemOrTier1: {
    type: "boolean",
    label: { es: "Armadora o proveedora de primer nivel", en: "Original equipment manufacturer or tier 1 supplier" },
    question: {
      es: "¿Su empresa arma el producto final o le vende directamente a quien lo arma?",
      en: "Does your firm assemble the final product or supply directly the one who does?",
    },
    help: {
      es: "Se trata de fabricantes de equipo original, como una planta automotriz, y de sus proveedores de primer nivel (Tier 1).",
      en: "This means original equipment manufacturers, such as a car plant, and their tier 1 suppliers.",
    },
    privacy: "open",
  },
} as const satisfies FactTable;
