import { Arg, Args, ArgsType, Field, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { pagedCost } from "../graph/complexity.js";
import { PageArgs, pageRequest, shownAs } from "../graph/connection.js";
import { type BilingualText, badInput } from "../graph/errors.js";
import type { ReferenceService } from "./reference.service.js";
import {
  Industry,
  IndustryConnection,
  IndustryLevel,
  Municipality,
  MunicipalityConnection,
  ScianVersionEnum,
  State,
} from "./reference.types.js";
import type { Industry as IndustryRow, ScianVersion } from "./tables.js";

const SEARCH_LENGTH = 100;

@ArgsType()
class MunicipalityArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "Entidad, ISO 3166-2. State, ISO 3166-2." })
  state?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Parte del nombre o de la cabecera, sin importar acentos. Part of the name or seat, accents ignored.",
  })
  search?: string | null;
}

@ArgsType()
class IndustryArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: "Comienzo del código, p. ej. 3364. Beginning of the code, e.g. 3364.",
  })
  prefix?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Palabras del título, sin importar acentos. Words of the title, accents ignored.",
  })
  search?: string | null;

  @Field(() => IndustryLevel, { nullable: true, description: "Solo de este nivel. Only of this level." })
  level?: string | null;

  @Field(() => ScianVersionEnum, { nullable: true, description: "Solo de esta edición. Only of this edition." })
  version?: ScianVersion | null;
}

@Resolver(() => State)
export class StateResolver {
  constructor(private readonly reference: ReferenceService) {}

  @Query(() => [State], {
    description: "Las 32 entidades federativas, en el orden del INEGI. The 32 federal entities, in INEGI's order.",
  })
  states() {
    return this.reference.tables.states;
  }

  @Query(() => State, {
    nullable: true,
    description: "Una entidad por su código; nulo si no existe. One state by its code; null if there is none.",
  })
  state(@Arg("code", () => String, { description: "ISO 3166-2, p. ej. MX-QUE." }) code: string) {
    needForm(code, /^MX-[A-Z]{3}$/, {
      es: "es un código ISO 3166-2, p. ej. MX-QUE",
      en: "is an ISO 3166-2 code, e.g. MX-QUE",
    });
    return this.reference.state(code) ?? null;
  }

  @FieldResolver(() => String, { description: "Nombre de uso común. Common name." })
  name(@Root() { code }: State) {
    return this.#row(code).name;
  }

  @FieldResolver(() => String, { description: "Nombre oficial. Official name." })
  officialName(@Root() { code }: State) {
    return this.#row(code).officialName;
  }

  @FieldResolver(() => String, { description: "Dos dígitos del INEGI, p. ej. 22. INEGI's two digits, e.g. 22." })
  inegiCode(@Root() { code }: State) {
    return this.#row(code).inegiCode;
  }

  @FieldResolver(() => String, {
    description: "Las dos letras que usa la CURP, p. ej. QT. The two letters the CURP uses, e.g. QT.",
  })
  curpCode(@Root() { code }: State) {
    return this.#row(code).curpCode;
  }

  @FieldResolver(() => String, { description: "Abreviatura, p. ej. QRO. Abbreviation, e.g. QRO." })
  abbreviation(@Root() { code }: State) {
    return this.#row(code).abbreviation;
  }

  #row(code: string) {
    const row = this.reference.state(code);
    if (row === undefined) throw new Error(`a state without a row: ${code}`);
    return row;
  }
}

@Resolver(() => Municipality)
export class MunicipalityResolver {
  constructor(private readonly reference: ReferenceService) {}

  @Query(() => MunicipalityConnection, {
    complexity: pagedCost,
    description: "Municipios y alcaldías, por clave. Municipalities and boroughs, by key.",
  })
  municipalities(@Args(() => MunicipalityArgs) args: MunicipalityArgs) {
    const state = args.state ?? undefined;
    if (state !== undefined && this.reference.state(state) === undefined) {
      throw badInput(
        "state",
        {
          es: "no es una entidad; use su código ISO 3166-2, p. ej. MX-QUE",
          en: "is not a state; use its ISO 3166-2 code, e.g. MX-QUE",
        },
        this.reference.tables.states.map(({ code }) => code),
      );
    }
    return this.reference.municipalities(state, searchText(args.search), pageRequest(args));
  }

  @Query(() => Municipality, {
    nullable: true,
    description: "Un municipio por su clave; nulo si no existe. One municipality by its key; null if there is none.",
  })
  municipality(
    @Arg("code", () => String, { description: "Clave del INEGI, p. ej. 22014. INEGI key, e.g. 22014." }) code: string,
  ) {
    needForm(code, /^\d{5}$/, { es: "lleva 5 dígitos, p. ej. 22014", en: "has 5 digits, e.g. 22014" });
    return this.reference.municipality(code) ?? null;
  }

  @FieldResolver(() => String, { description: "Nombre. Name." })
  name(@Root() { code }: Municipality) {
    return this.#row(code).name;
  }

  @FieldResolver(() => State, { description: "Entidad. State." })
  state(@Root() { code }: Municipality) {
    return { code: this.#row(code).stateCode };
  }

  @FieldResolver(() => String, { nullable: true, description: "Cabecera. Seat." })
  seat(@Root() { code }: Municipality) {
    return this.#row(code).seat;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Población del censo de 2020; nulo si el municipio es posterior. Population of the 2020 census; null if the municipality is newer.",
  })
  population2020(@Root() { code }: Municipality) {
    return this.#row(code).population2020;
  }

  #row(code: string) {
    const row = this.reference.municipality(code);
    if (row === undefined) throw new Error(`a municipality without a row: ${code}`);
    return row;
  }
}

@Resolver(() => Industry)
export class IndustryResolver {
  constructor(private readonly reference: ReferenceService) {}

  @Query(() => IndustryConnection, {
    complexity: pagedCost,
    description:
      "Actividades del SCIAN México 2018 y 2023, por código. Industries of SCIAN Mexico 2018 and 2023, by code.",
  })
  industries(@Args(() => IndustryArgs) args: IndustryArgs) {
    const prefix = args.prefix ?? undefined;
    if (prefix !== undefined && !/^\d{1,6}$/.test(prefix)) {
      throw badInput("prefix", { es: "lleva de 1 a 6 dígitos", en: "has from 1 to 6 digits" });
    }
    const filter = {
      prefix,
      search: searchText(args.search),
      level: args.level ?? undefined,
      version: args.version ?? undefined,
    };
    return shownAs(this.reference.industries(filter, pageRequest(args)), present);
  }

  @Query(() => Industry, {
    nullable: true,
    description: "Una actividad por su código; nulo si no existe. One industry by its code; null if there is none.",
  })
  industry(
    @Arg("code", () => String, { description: "Código del SCIAN, p. ej. 336410. SCIAN code, e.g. 336410." })
    code: string,
  ) {
    needForm(code, /^(\d{2,6}|\d{2}-\d{2})$/, {
      es: "lleva de 2 a 6 dígitos, p. ej. 336410, o un rango de sectores, p. ej. 31-33",
      en: "has 2 to 6 digits, e.g. 336410, or is a range of sectors, e.g. 31-33",
    });
    const found = this.reference.industry(code);
    return found === undefined ? null : present(found);
  }
}

/** Refuses what cannot be a code, so that a slip is told apart from a code that does not exist. */
function needForm(code: string, form: RegExp, text: BilingualText): void {
  if (!form.test(code)) throw badInput("code", text);
}

function present({ titles, ...row }: IndustryRow): Industry {
  return { ...row, title: titles["2023"] ?? titles["2018"] ?? "", versions: Object.keys(titles) };
}

function searchText(text: string | null | undefined): string | undefined {
  if (text && text.length > SEARCH_LENGTH) {
    throw badInput(
      "search",
      { es: `puede tener hasta ${SEARCH_LENGTH} caracteres`, en: `may have up to ${SEARCH_LENGTH} characters` },
      { maxLength: SEARCH_LENGTH },
    );
  }
  return text?.trim() || undefined;
}
