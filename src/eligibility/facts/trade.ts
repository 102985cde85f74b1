import type { FactTable } from "./fact.js";

/** Selling abroad and bringing goods in, in plain words: the customs terms stand in the help. */
export const TRADE_FACTS = {
  exporter: {
    type: "boolean",
    label: { es: "Exporta directamente", en: "Exports directly" },
    question: {
      es: "¿Su negocio vende hoy directamente a otro país?",
      en: "Does your business sell directly to another country today?",
    },
    help: {
      es: "Directamente quiere decir que su negocio es quien factura y envía al extranjero.",
      en: "Directly means that your business itself invoices and ships abroad.",
    },
    privacy: "business",
    changeable: true,
  },
  indirectExporter: {
    type: "boolean",
    label: { es: "Exporta por medio de otros", en: "Exports through others" },
    question: {
      es: "¿Lo que usted vende llega a otro país por medio de otra empresa?",
      en: "Does what you sell reach another country through another firm?",
    },
    help: {
      es: "Por ejemplo, le vende a una empresa que exporta, a un intermediario o a un consorcio de exportación.",
      en: "For example, you sell to a firm that exports, to a broker or to an export consortium.",
    },
    privacy: "business",
    changeable: true,
  },
  exportOriented: {
    type: "boolean",
    label: { es: "Quiere exportar", en: "Means to export" },
    question: {
      es: "¿Quiere vender en otros países, directamente o por medio de otros?",
      en: "Do you mean to sell abroad, directly or through others?",
    },
    privacy: "open",
    changeable: true,
  },
  importer: {
    type: "boolean",
    label: { es: "Importa", en: "Imports" },
    question: { es: "¿Su negocio importa algo hoy?", en: "Does your business import anything today?" },
    privacy: "business",
  },
  importsInputs: {
    type: "boolean",
    label: { es: "Importa insumos o equipo para fabricar", en: "Imports inputs or equipment for manufacture" },
    question: {
      es: "¿Trae de otro país materiales, piezas o máquinas para fabricar?",
      en: "Do you bring in materials, parts or machines from abroad in order to manufacture?",
    },
    help: {
      es: "No cuenta la mercancía importada que se revende tal como llegó. Así trabajan las plantas maquiladoras.",
      en: "Imported goods resold just as they came do not count. This is how maquiladora plants work.",
    },
    privacy: "business",
  },
  importsInputsForExport: {
    type: "boolean",
    label: { es: "Usa insumos importados en lo que exporta", en: "Uses imported inputs in exports" },
    question: {
      es: "¿Los materiales o piezas que importa terminan en productos que se venden a otro país?",
      en: "Do the materials or parts you import end up in products sold abroad?",
    },
    help: {
      es: "Es el caso de la maquila: se importa una parte, se arma o transforma en México y el producto sale del país.",
      en: "This is the maquiladora case: a part is imported, assembled or transformed in Mexico, and the product leaves.",
    },
    privacy: "business",
  },
  reexportsImportedGoods: {
    type: "boolean",
    label: { es: "Exporta mercancía por la que pagó arancel", en: "Exports goods on which it paid duty" },
    question: {
      es: "¿Exporta después mercancía por la que ya pagó impuestos al importarla?",
      en: "Do you later export goods on which you paid duty when importing them?",
    },
    help: {
      es: "Se habla del arancel, el impuesto que se paga en la aduana al importar.",
      en: "This is about the tariff, the tax paid at customs on importing.",
    },
    privacy: "business",
  },
  hasStructuredTradePlan: {
    type: "boolean",
    label: { es: "Plan de comercio estructurado", en: "Structured trade plan" },
    question: {
      es: "¿Tiene un plan escrito de lo que va a importar y exportar?",
      en: "Do you have a written plan of what you will import and export?",
    },
    help: {
      es: "Los documentos fuente lo llaman plan de comercio estructurado y no detallan qué debe contener.",
      en: "The source documents call it a structured trade plan and do not say what it must contain.",
    },
    privacy: "business",
    changeable: true,
  },
  productApprovedBySe: {
    type: "boolean",
    label: { es: "Producto aprobado por la Secretaría de Economía", en: "Product approved by the Ministry of Economy" },
    question: {
      es: "¿El producto que va a fabricar está aprobado por la Secretaría de Economía?",
      en: "Is the product you will make approved by the Ministry of Economy?",
    },
    help: {
      es: "Se pregunta por los productos aprobados para usar el PROSEC. Si no lo sabe, consúltelo con la Secretaría.",
      en: "This asks about products approved for the use of PROSEC. If you do not know, ask the Ministry.",
    },
    privacy: "business",
  },
  importVatMxn: {
    type: "number",
    unit: "MXN",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "IVA de lo que importa para exportar", en: "VAT on imports for export" },
    question: {
      es: "¿Cuánto IVA pagaría, en pesos, por importar lo que usa en sus exportaciones?",
      en: "How much VAT would you pay, in Mexican pesos, to import what goes into your exports?",
    },
    help: {
      es: "Solo el IVA de los insumos que entran por un tiempo y salen del país en sus productos.",
      en: "Only the VAT on inputs that enter for a time and leave the country in your products.",
    },
    privacy: "business",
  },
  importDutyMxn: {
    type: "number",
    unit: "MXN",
    min: 0,
    max: 10_000_000_000_000,
    integer: false,
    label: { es: "Arancel de los insumos aprobados", en: "Duty on approved inputs" },
    question: {
      es: "¿Cuánto arancel pagaría, en pesos, por los insumos que el PROSEC deja entrar libres?",
      en: "How much duty would you pay, in Mexican pesos, on the inputs that PROSEC lets in free?",
    },
    help: {
      es: "Solo el arancel de los bienes intermedios aprobados para su sector, no otros impuestos.",
      en: "Only the duty on intermediate goods approved for your sector, not other taxes.",
    },
    privacy: "business",
  },
  goodsExemptBySct: {
    type: "boolean",
    label: { es: "Mercancía en la lista de exentas", en: "Goods on the exempt list" },
    question: {
      es: "¿Lo que importa está en la lista de mercancías exentas de la secretaría de transportes?",
      en: "Are the goods you import on the exempt list of the transport ministry?",
    },
    help: {
      es: "Interesa solo a la industria aeroespacial. La lista la lleva la secretaría; no está en nuestras fuentes.",
      en: "It concerns the aerospace industry only. The ministry keeps the list; it is not in our sources.",
    },
    privacy: "business",
  },
} as const satisfies FactTable;
