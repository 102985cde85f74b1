import type { FactTable } from "./fact.js";

/** The branches a business works in or supplies, and what vouches for its quality. */
export const SECTOR_FACTS = {
  sectors: {
    type: "codes",
    values: {
      manufacturing: { es: "Manufactura", en: "Manufacturing" },
      advanced_manufacturing: { es: "Manufactura avanzada", en: "Advanced manufacturing" },
      automotive: { es: "Automotriz y autopartes", en: "Automotive and auto parts" },
      aerospace: { es: "Aeroespacial", en: "Aerospace" },
      aerospace_mro: { es: "Mantenimiento aeroespacial", en: "Aerospace maintenance" },
      electronics: { es: "Electrónica", en: "Electronics" },
      microelectronics: { es: "Microelectrónica", en: "Microelectronics" },
      it: { es: "Tecnologías de la información", en: "Information technology" },
      biotechnology: { es: "Biotecnología", en: "Biotechnology" },
      high_technology: { es: "Alta tecnología", en: "High technology" },
      technology: { es: "Tecnología", en: "Technology" },
      metalworking: { es: "Metalmecánica", en: "Metalworking" },
      molds: { es: "Moldes y herramentales", en: "Molds and tooling" },
      plastics: { es: "Plásticos", en: "Plastics" },
      leather_footwear: { es: "Cuero y calzado", en: "Leather and footwear" },
      garments: { es: "Prendas de vestir", en: "Garments" },
      decorative_ceramics: { es: "Cerámica decorativa", en: "Decorative ceramics" },
      food: { es: "Alimentos", en: "Food" },
      strategic_sectors: { es: "Sectores estratégicos", en: "Strategic sectors" },
    },
    label: { es: "Sectores", en: "Sectors" },
    question: {
      es: "¿En qué sectores trabaja su negocio o a cuáles les vende?",
      en: "Which sectors does your business work in or supply?",
    },
    help: {
      es: "Marque todos los que apliquen, también los de sus clientes: quien maquina piezas para aviones es metalmecánica y aeroespacial. La actividad SCIAN sugiere algunos; usted puede agregar otros.",
      en: "Tick all that apply, your customers' too: who machines parts for aircraft is in metalworking and in aerospace. The SCIAN activity suggests some; you may add others.",
    },
    privacy: "open",
    derivedFrom: ["scian"],
  },
  prosecPrioritySector: {
    type: "boolean",
    label: { es: "Sector prioritario del PROSEC", en: "PROSEC priority sector" },
    question: {
      es: "¿Su empresa pertenece a un sector de los Programas de Promoción Sectorial (PROSEC)?",
      en: "Is your firm in a priority sector of the sectoral promotion programs (PROSEC)?",
    },
    help: {
      es: "Los documentos fuente no enumeran los sectores; muestran que empresas automotrices y electrónicas lo usan. En otros casos confírmelo con la Secretaría de Economía.",
      en: "The source documents do not list the sectors; they show automotive and electronics firms using it. Otherwise confirm it with the Ministry of Economy.",
    },
    privacy: "business",
  },
  certifications: {
    type: "codes",
    values: {
      AS9100: { es: "AS9100 (calidad aeroespacial)", en: "AS9100 (aerospace quality)" },
      NADCAP: { es: "NADCAP (procesos especiales aeroespaciales)", en: "NADCAP (special aerospace processes)" },
      ISO9001: { es: "ISO 9001 (gestión de calidad)", en: "ISO 9001 (quality management)" },
    },
    label: { es: "Certificaciones vigentes", en: "Certifications held" },
    question: {
      es: "¿Qué certificaciones de calidad tiene hoy su empresa?",
      en: "Which quality certifications does your firm hold today?",
    },
    help: {
      es: "Solo las que ya tiene y siguen vigentes, no las que está tramitando. Si no tiene ninguna, deje la lista vacía.",
      en: "Only those already held and still valid, not those being applied for. If you hold none, leave the list empty.",
    },
    privacy: "business",
    changeable: true,
  },
} as const satisfies FactTable;
